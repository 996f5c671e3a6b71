import { describe, expect, it } from 'vitest';
import { createManualChannel } from '../../../lib/channels/manual/channel.ts';
import type { Submission } from '../../../lib/domain/item.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { NOTICE_POSTED_AT, officeNotice } from '../../examples/office-notice.ts';
import { newWords } from '../../examples/revisions.ts';

const HOUR = 3_600_000;

const notice: Submission = {
  ...officeNotice,
  attachments: [],
  relations: [],
  channels: ['portal'],
  columns: {},
};

/** An office whose ledger was put back at this moment, on platforms that kept what they had. */
const openRestored = async (before?: TestOffice): Promise<TestOffice> => {
  const office = await openOffice({}, before === undefined ? NOTICE_POSTED_AT : before.clock.now());
  const { portal } = office.platforms;
  for (const [key, copies] of before?.platforms.portal.copies ?? []) portal.copies.set(key, copies);
  await office.engine.ledger.beginEpoch({ at: office.clock.now(), skipNumbers: 1000 });
  office.clock.pass(2000);
  return office;
};

const post = async (office: TestOffice, submission: Submission = notice): Promise<string> => {
  const answer = await office.accept(submission, 'token:t1');
  if (answer.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  return answer.view.id;
};

/** Delivers until the item owes nothing, or nothing more can be done about it now. */
const settle = async (office: TestOffice, itemId: string): Promise<void> => {
  for (let look = 0; look < 8; look += 1) {
    await office.deliver({ itemId, channel: 'portal' });
    if ((await office.engine.ledger.read(itemId))?.item.owed.length === 0) return;
  }
};

/** A channel that a clerk fills. */
const byHand = () =>
  createManualChannel({
    settings: { bodySelector: null, rehostedAt: [] },
    outgoing: {
      request: () => Promise.reject(new Error('nothing is sent')),
      close: () => Promise.resolve(),
    },
  });

const deliveryOf = async (office: TestOffice, itemId: string) =>
  (await office.engine.ledger.read(itemId))?.deliveries.find(({ channel }) => channel === 'portal');

describe('delivering from a ledger that was put back', () => {
  it('looks up before it publishes, and publishes at once where nothing is', async () => {
    const office = await openRestored();
    const itemId = await post(office);
    await settle(office, itemId);
    expect(office.platforms.portal.calls).toEqual(['find', 'publish']);
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
    expect(await deliveryOf(office, itemId)).toMatchObject({ state: 'published', epoch: 2 });
  });

  it('finds the copy that it has forgotten, brings it into line and puts no second one up', async () => {
    const lost = await openOffice();
    const itemId = await post(lost);
    await settle(lost, itemId);
    const office = await openRestored(lost);
    await post(office);
    await settle(office, itemId);
    expect(office.platforms.portal.calls).toEqual(['find', 'replace']);
    expect(office.platforms.portal.copies.get(itemId)).toEqual([1_000_001]);
    expect((await deliveryOf(office, itemId))?.state).toBe('published');
  });

  it('keeps the time at which a forgotten copy became public, which lies before the second acceptance', async () => {
    const lost = await openOffice();
    const itemId = await post(lost);
    await settle(lost, itemId);
    const publicAt = lost.clock.now();
    lost.clock.pass(HOUR);
    const office = await openRestored(lost);
    office.platforms.portal.statedPublicAt = publicAt;
    await post(office);
    await settle(office, itemId);
    expect(await deliveryOf(office, itemId)).toMatchObject({ publicAt, basis: 'channel' });
  });

  it('keeps that time although the item was corrected, and approved again, before it was found', async () => {
    const lost = await openOffice();
    const itemId = await post(lost);
    await settle(lost, itemId);
    const publicAt = lost.clock.now();
    lost.clock.pass(24 * HOUR);
    const office = await openRestored(lost);
    office.platforms.portal.statedPublicAt = publicAt;
    await post(office);
    const corrected = await office.correct(itemId, newWords('各窗口照常办公。'), 'token:t1');
    expect(corrected.outcome).toBe('corrected');
    await settle(office, itemId);
    expect(await deliveryOf(office, itemId)).toMatchObject({ publicAt, basis: 'channel' });
  });

  it('tells channels a generation newer than any they were told before', async () => {
    const lost = await openOffice();
    const itemId = await post(lost);
    await settle(lost, itemId);
    const once = await openRestored(lost);
    await post(once);
    await settle(once, itemId);
    const twice = await openRestored(once);
    await twice.engine.ledger.beginEpoch({ at: twice.clock.now(), skipNumbers: 1000 });
    twice.clock.pass(2000);
    await post(twice);
    await settle(twice, itemId);
    expect(twice.platforms.portal.copies.get(itemId)).toEqual([2_000_001]);
  });

  it('waits with the look-up until what the lost ledger sent has had its time to settle', async () => {
    const office = await openRestored();
    await office.engine.ledger.beginEpoch({ at: office.clock.now(), skipNumbers: 1000 });
    const itemId = await post(office);
    const report = await office.deliver({ itemId, channel: 'portal' });
    expect(report).toMatchObject({ did: 'waited', reason: 'settle-time', next: office.clock.now() + 2000 });
    expect(office.platforms.portal.calls).toEqual([]);
  });

  it('sends what was approved after the restore without asking: nobody can have published it before', async () => {
    const office = await openRestored();
    office.clock.pass(HOUR);
    const approvedAt = new Date(office.clock.now()).toISOString();
    const itemId = await post(office, {
      ...notice,
      approvals: notice.approvals.map((approval) => ({ ...approval, approvedAt })),
    });
    await settle(office, itemId);
    expect(office.platforms.portal.calls).toEqual(['publish']);
  });

  it('leaves it to a person where the channel cannot be asked', async () => {
    const office = await openRestored();
    office.platforms.portal.canLookUp = false;
    const itemId = await post(office);
    await settle(office, itemId);
    expect(office.platforms.portal.calls).toEqual(['find']);
    expect((await deliveryOf(office, itemId))?.state).toBe('unknown');
  });

  it('hands over again what a person carries, who sees what is there', async () => {
    const office = await openRestored();
    office.channels.set('portal', byHand());
    const itemId = await post(office);
    await settle(office, itemId);
    expect(await deliveryOf(office, itemId)).toMatchObject({ state: 'handed-over' });
  });

  it('leaves it to a person whether something that they carried is still to be taken down', async () => {
    const office = await openRestored();
    office.channels.set('portal', byHand());
    const itemId = await post(office);
    await office.withdraw(
      itemId,
      { cause: 'other', reason: '撤下', notice: null, approvals: [], ifGeneration: null },
      'token:t1',
    );
    await settle(office, itemId);
    expect(await deliveryOf(office, itemId)).toMatchObject({ state: 'unknown', publicAt: null });
  });
});
