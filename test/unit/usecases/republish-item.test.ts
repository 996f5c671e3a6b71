import { describe, expect, it } from 'vitest';
import type { RepublicationOrder } from '../../../lib/usecases/republish-item.ts';
import { deputyLeader } from '../../examples/office-notice.ts';
import {
  bodyOf,
  codesOf,
  comeToRest,
  NEXT_DAY,
  openPublished,
  pagesOf,
  plainNotice,
  renewed,
  withdraw,
} from '../../examples/revisions.ts';

const BY = 'token:t2';
const DAY = 86_400_000;
const after = {
  review: { ...renewed.review, reviewedAt: '2026-11-05' },
  approvals: [{ ...deputyLeader, approvedAt: '2026-11-05T09:00:00+08:00' }],
};

const order = (more: Partial<RepublicationOrder> = {}): RepublicationOrder => ({
  changes: after,
  channels: null,
  acknowledge: [],
  reason: '核实后可以公开',
  ...more,
});

/** Withdrawn the day after it was published, down everywhere; now it is another day later. */
const openWithdrawn = async () => {
  const { office, id } = await openPublished();
  await withdraw(office, id);
  await comeToRest(office);
  office.clock.set(NEXT_DAY + DAY);
  return { office, id };
};

describe('a republication', () => {
  it('shows the item again, once on each channel, as a new edition with its first public time', async () => {
    const { office, id } = await openWithdrawn();
    const down = await office.engine.ledger.read(id);
    expect(pagesOf(office)).toEqual({ portal: [], municipal: [], provincial: [] });

    const answer = await office.republish(id, order(), BY);

    expect(answer).toMatchObject({
      outcome: 'republished',
      view: { state: 'live', edition: 2, generation: 3, owed: ['portal', 'municipal'] },
    });
    await comeToRest(office);
    const snapshot = await office.engine.ledger.read(id);
    expect(office.platforms.portal.calls).toEqual(['publish', 'withdraw', 'publish']);
    expect(office.platforms.portal.copiesOf(id)).toBe(1);
    expect(snapshot?.item).toMatchObject({ withdrawal: null, owed: [] });
    expect(snapshot?.item.history.at(-1)).toMatchObject({
      what: 'republished',
      why: '核实后可以公开',
      by: BY,
    });
    expect(snapshot?.deliveries).toMatchObject([
      { state: 'published', withdrawal: null, publicAt: down?.deliveries[0]?.publicAt },
      { state: 'published', withdrawal: null },
    ]);
  });

  it('may say something else, on other channels', async () => {
    const { office, id } = await openWithdrawn();
    const changes = { ...after, body: bodyOf('改正后的正文。') };
    const answer = await office.republish(id, order({ changes, channels: ['provincial'] }), BY);
    expect(answer).toMatchObject({ outcome: 'republished', view: { channels: ['provincial'] } });
    await comeToRest(office);
    expect(pagesOf(office)).toMatchObject({
      portal: [],
      municipal: [],
      provincial: [{ html: expect.stringContaining('改正后的正文') }],
    });
    expect(
      await office.accept({ ...plainNotice, ...changes, channels: ['provincial'] }, 'token:t1'),
    ).toMatchObject({ outcome: 'seen-before', view: { id } });
  });

  it('under a review or an approval from before the withdrawal is refused', async () => {
    const { office, id } = await openWithdrawn();
    const changes = {
      review: { ...renewed.review, reviewedAt: '2026-11-03' },
      approvals: [deputyLeader, ...after.approvals],
    };
    const answer = await office.republish(id, order({ changes, reason: '' }), BY);
    expect(codesOf(answer)).toEqual([
      'reason-needed /reason',
      'approval-outdated /review/reviewedAt',
      'approval-outdated /approvals/0/approvedAt',
    ]);
    expect((await office.engine.ledger.read(id))?.item.state).toBe('withdrawn');
  });

  it('before the copies are down leaves one on each channel', async () => {
    const { office, id } = await openPublished();
    await withdraw(office, id);
    office.nudged.splice(0);
    office.clock.set(NEXT_DAY + DAY);
    await office.republish(id, order(), BY);
    await comeToRest(office);
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace']);
    expect(office.platforms.portal.copiesOf(id)).toBe(1);
  });

  it('of a live item is refused', async () => {
    const { office, id } = await openPublished();
    expect(await office.republish(id, order(), BY)).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'not-withdrawn' },
    });
  });

  it('to other channels than were said first is no repetition: the item is live', async () => {
    const { office, id } = await openWithdrawn();
    await office.republish(id, order(), BY);
    expect(await office.republish(id, order({ channels: ['provincial'] }), BY)).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'not-withdrawn' },
    });
  });

  it('whose answer got lost is answered again, and writes nothing', async () => {
    const { office, id } = await openWithdrawn();
    await office.republish(id, order(), BY);
    const before = await office.engine.ledger.read(id);
    expect(await office.republish(id, order(), BY)).toMatchObject({
      outcome: 'republished',
      view: { generation: 3 },
    });
    expect(await office.engine.ledger.read(id)).toEqual(before);
  });

  it('of a sealed item is refused: there is nothing left to publish', async () => {
    const { office, id } = await openWithdrawn();
    const { ledger } = office.engine;
    const item = (await ledger.read(id))?.item;
    if (item === undefined) throw new Error('no such item');
    const seal = { at: NEXT_DAY, by: BY, reason: '泄密', generation: 2, erasedAt: null };
    await ledger.change({ ...item, generation: item.generation + 1, seal }, null, item.generation);
    expect(await office.republish(id, order(), BY)).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'sealed' },
    });
    expect(
      await office.correct(id, { ...order(), changes: { topic: '其他' }, ifGeneration: null }, BY),
    ).toMatchObject({ outcome: 'conflict', violation: { code: 'sealed' } });
  });
});
