import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../lib/domain/item.ts';
import { createPipeline } from '../../../lib/usecases/create-pipeline.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const notice: Submission = {
  ...officeNotice,
  attachments: [],
  relations: [],
  channels: ['portal'],
  columns: {},
};

const accepted = async (office: TestOffice, title: string): Promise<string> => {
  const answer = await office.accept({ ...notice, title }, 'token:t1');
  if (answer.outcome !== 'accepted') throw new Error('not accepted');
  return answer.view.id;
};

const pipelineOver = (office: TestOffice, ledger: Partial<TestOffice['engine']['ledger']>) =>
  createPipeline({
    ...office,
    engine: { ...office.engine, ledger: { ...office.engine.ledger, ...ledger } },
    newToken: () => 'token-of-its-own',
    chance: () => 0,
  });

describe('the tick', () => {
  it('nudges what is due again, and looks next when that nudge must have been lost', async () => {
    const office = await openOffice();
    const itemId = await accepted(office, '（虚构）通知');
    office.nudged.length = 0;
    expect(await office.tick({ milliseconds: 1000 })).toMatchObject({ looked: 0, nudged: 0, complete: true });
    office.clock.pass(60_000);
    expect(await office.tick({ milliseconds: 1000 })).toMatchObject({ looked: 1, nudged: 1, faults: [] });
    expect(office.nudged).toEqual([{ itemId, channel: 'portal' }]);
    const snapshot = await office.engine.ledger.read(itemId);
    expect(snapshot?.item.dueAt).toBe(office.clock.now() + 60_000);
  });

  it('goes past an item that cannot be read, and tells of it', async () => {
    const office = await openOffice();
    const broken = await accepted(office, '（虚构）读不出来的通知');
    office.clock.pass(1);
    const behind = await accepted(office, '（虚构）排在后面的通知');
    office.clock.pass(60_000);
    office.nudged.length = 0;
    const { tick } = pipelineOver(office, {
      read: async (itemId) => {
        if (itemId === broken) throw new Error('the edition is missing');
        return office.engine.ledger.read(itemId);
      },
    });
    const report = await tick({ milliseconds: 1000 });
    expect(report).toMatchObject({ looked: 2, nudged: 1, faults: [{ itemId: broken }] });
    expect(office.nudged).toEqual([{ itemId: behind, channel: 'portal' }]);
  });
});

describe('an attempt', () => {
  it('sends nothing when claiming took so long that its lease could end during the call', async () => {
    const office = await openOffice();
    const itemId = await accepted(office, '（虚构）通知');
    const { deliver } = pipelineOver(office, {
      claim: async (next, seenVersion) => {
        const claim = await office.engine.ledger.claim(next, seenVersion);
        office.clock.pass(40_000);
        return claim;
      },
    });
    expect(await deliver({ itemId, channel: 'portal' })).toMatchObject({ outcome: 'deferred' });
    expect(office.platforms.portal.calls).toEqual([]);
  });

  it('ends although the channel does not heed its signal, and its outcome is unknown', async () => {
    const office = await openOffice({ portal: { timeout: 100 } });
    const itemId = await accepted(office, '（虚构）通知');
    office.platforms.portal.meanwhile = () => new Promise(() => {});
    expect(await office.deliver({ itemId, channel: 'portal' })).toMatchObject({ outcome: 'no-answer' });
    const snapshot = await office.engine.ledger.read(itemId);
    expect(snapshot?.deliveries).toMatchObject([{ state: 'unknown', lease: null }]);
  }, 10_000);

  it('closes the breaker with any answer of the channel, not only with a published copy', async () => {
    const office = await openOffice();
    const itemId = await accepted(office, '（虚构）通知');
    office.platforms.portal.mishaps = ['outage', 'busy'];
    await office.deliver({ itemId, channel: 'portal' });
    expect(await office.engine.channels.read('portal')).toMatchObject({ outage: { failures: 1 } });
    office.clock.pass(5000);
    await office.deliver({ itemId, channel: 'portal' });
    expect(await office.engine.channels.read('portal')).toMatchObject({ outage: null });
  });
});
