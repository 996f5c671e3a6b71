import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../lib/domain/item.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const notice: Submission = {
  ...officeNotice,
  attachments: [],
  relations: [],
  channels: ['portal'],
  columns: {},
};

const accepted = async (office: TestOffice, submission: Submission = notice): Promise<string> => {
  const answer = await office.accept(submission, 'token:t1');
  if (answer.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  return answer.view.id;
};

const stateOf = async (office: TestOffice, itemId: string, channel = 'portal') => {
  const snapshot = await office.engine.ledger.read(itemId);
  const delivery = snapshot?.deliveries.find((row) => row.channel === channel);
  return { item: snapshot!.item, delivery };
};

describe('deliver', () => {
  it('publishes once and owes nothing more, however often it is nudged', async () => {
    const office = await openOffice();
    const itemId = await accepted(office);
    const nudge = { itemId, channel: 'portal' };
    await Promise.all([office.deliver(nudge), office.deliver(nudge)]);
    await office.deliver(nudge);
    const { item, delivery } = await stateOf(office, itemId);
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
    expect(item).toMatchObject({ owed: [], dueAt: null });
    expect(delivery).toMatchObject({
      state: 'published',
      basis: 'channel',
      publicAt: office.clock.now(),
      attempts: 1,
    });
  });

  it.each([
    { name: 'a channel that committed and then timed out', mishap: 'lost-after', calls: ['publish', 'find'] },
    {
      name: 'a channel that timed out before it committed',
      mishap: 'lost-before',
      calls: ['publish', 'find', 'find', 'publish'],
    },
  ] as const)('gives one copy to $name, looking up before it sends again', async ({ mishap, calls }) => {
    const office = await openOffice();
    office.platforms.portal.mishaps = [mishap];
    const itemId = await accepted(office);
    for (const _look of calls) {
      await office.deliver({ itemId, channel: 'portal' });
      office.clock.pass(2000);
    }
    expect(office.platforms.portal.calls).toEqual(calls);
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
    expect((await stateOf(office, itemId)).delivery?.state).toBe('published');
  });

  it('parks in the end where every call is lost, instead of calling for ever', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = Array.from({ length: 50 }, () => 'lost-before' as const);
    const itemId = await accepted(office);
    for (let look = 0; look < 60; look += 1) {
      const { item, delivery } = await stateOf(office, itemId);
      office.clock.set(Math.max(office.clock.now(), delivery?.nextAttemptAt ?? 0, item.dueAt ?? 0));
      await office.deliver({ itemId, channel: 'portal' });
    }
    const { item, delivery } = await stateOf(office, itemId);
    expect(delivery).toMatchObject({ state: 'parked', attempts: 10, reason: 'timed out' });
    expect(item).toMatchObject({ owed: [], dueAt: null });
    expect(office.platforms.portal.calls.filter((call) => call === 'publish')).toHaveLength(10);
  });

  it.each(['corrected', 'withdrawn'] as const)(
    'parks in the end where every call about an item that was %s is lost, and a look-up finds the copy of before',
    async (change) => {
      const office = await openOffice();
      const itemId = await accepted(office);
      await office.deliver({ itemId, channel: 'portal' });
      const { item: before } = await stateOf(office, itemId);
      const order = { owed: ['portal'], dueAt: 0, generation: 2 };
      const next = {
        ...before,
        ...order,
        ...(change === 'corrected' ? { edition: 2 } : { state: 'withdrawn' as const }),
      };
      await office.engine.ledger.change(next, null, 1);
      office.platforms.portal.mishaps = Array.from({ length: 50 }, () => 'lost-before' as const);
      for (let look = 0; look < 60; look += 1) {
        const { item, delivery } = await stateOf(office, itemId);
        office.clock.set(Math.max(office.clock.now(), delivery?.nextAttemptAt ?? 0, item.dueAt ?? 0));
        await office.deliver({ itemId, channel: 'portal' });
      }
      const { item, delivery } = await stateOf(office, itemId);
      expect(delivery).toMatchObject({ state: 'parked', attempts: 10 });
      expect(item).toMatchObject({ owed: [], dueAt: null });
    },
  );

  it('makes good at once what its own end cut off, however often that happens, and parks in the end', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = Array.from({ length: 50 }, () => 'our-bug' as const);
    const itemId = await accepted(office);
    const start = office.clock.now();
    for (let end = 0; end < 10; end += 1) {
      await office.deliver({ itemId, channel: 'portal' }).catch(() => undefined);
      await office.engine.ledger.endLeases();
      for (const _lookUp of [1, 2]) {
        office.clock.pass(2000);
        await office.deliver({ itemId, channel: 'portal' });
      }
    }
    expect(office.clock.now()).toBe(start + 40_000);
    expect(office.platforms.portal.calls.filter((call) => call === 'publish')).toHaveLength(10);
    expect((await stateOf(office, itemId)).delivery).toMatchObject({ state: 'parked', attempts: 10 });
  });

  it('does not look up before the channel has settled', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-after'];
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    office.clock.pass(1999);
    const report = await office.deliver({ itemId, channel: 'portal' });
    expect(report).toMatchObject({ did: 'waited', reason: 'settle-time', next: office.clock.now() + 1 });
    expect(office.platforms.portal.calls).toEqual(['publish']);
  });

  it('looks up a second time only after the channel could have settled again, and sends nothing before', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-before'];
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    office.clock.pass(2000);
    await office.deliver({ itemId, channel: 'portal' });
    office.clock.pass(1999);
    const early = await office.deliver({ itemId, channel: 'portal' });
    office.clock.pass(1);
    await office.deliver({ itemId, channel: 'portal' });
    const { delivery } = await stateOf(office, itemId);
    expect(early).toMatchObject({ did: 'waited', reason: 'next-attempt' });
    expect(office.platforms.portal.calls).toEqual(['publish', 'find', 'find']);
    expect(delivery?.history.map(({ what }) => what)).toEqual(['no-answer', 'absent', 'absent-again']);
  });

  it('parks what the channel refuses, with the words of the channel', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['refused'];
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    const { item, delivery } = await stateOf(office, itemId);
    expect(delivery).toMatchObject({ state: 'parked', reason: '测试平台' });
    expect(item).toMatchObject({ owed: [], dueAt: null });
  });

  it('tries nine times on the schedule and then parks', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = Array.from({ length: 20 }, () => 'busy' as const);
    const itemId = await accepted(office);
    for (let look = 0; look < 30; look += 1) {
      const { delivery } = await stateOf(office, itemId);
      if (delivery?.nextAttemptAt != null) office.clock.set(delivery.nextAttemptAt);
      await office.deliver({ itemId, channel: 'portal' });
    }
    const { delivery } = await stateOf(office, itemId);
    expect(delivery).toMatchObject({ state: 'parked', attempts: 9 });
    expect(office.platforms.portal.calls).toHaveLength(9);
  });

  it('uses up no attempt on a channel that cannot be reached, and sends nothing else there meanwhile', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['outage'];
    const first = await accepted(office);
    const second = await accepted(office, {
      ...notice,
      title: '另一条通知',
      channels: ['portal', 'municipal'],
    });
    await office.deliver({ itemId: first, channel: 'portal' });
    const waiting = await office.deliver({ itemId: second, channel: 'portal' });
    await office.deliver({ itemId: second, channel: 'municipal' });
    expect((await stateOf(office, first)).delivery).toMatchObject({
      state: 'none',
      attempts: 0,
      sentAt: null,
    });
    expect(waiting).toMatchObject({ did: 'waited', reason: 'outage', next: office.clock.now() + 5000 });
    expect(office.platforms.portal.calls).toEqual(['publish']);
    expect(office.platforms.municipal.copiesOf(second)).toBe(1);
    office.clock.pass(5000);
    await office.deliver({ itemId: first, channel: 'portal' });
    await office.deliver({ itemId: second, channel: 'portal' });
    expect(office.platforms.portal.copiesOf(first)).toBe(1);
    expect(office.platforms.portal.copiesOf(second)).toBe(1);
  });

  it('leaves a delivery to whoever holds its lease, and looks up when the lease has run out', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['our-bug'];
    const itemId = await accepted(office);
    await expect(office.deliver({ itemId, channel: 'portal' })).rejects.toThrow('a bug of ours');
    expect(await office.deliver({ itemId, channel: 'portal' })).toMatchObject({
      did: 'waited',
      reason: 'lease',
    });
    office.clock.pass(60_000);
    await office.deliver({ itemId, channel: 'portal' });
    expect(office.platforms.portal.calls).toEqual(['publish', 'find']);
  });

  it('keeps a channel owed that settles an older generation, and then needs no second call', async () => {
    const office = await openOffice();
    const itemId = await accepted(office);
    office.platforms.portal.meanwhile = async () => {
      office.platforms.portal.meanwhile = async () => {};
      await office.accept({ ...notice, channels: ['portal', 'municipal'] }, 'token:t2');
    };
    await office.deliver({ itemId, channel: 'portal' });
    expect((await stateOf(office, itemId)).item).toMatchObject({
      generation: 2,
      owed: ['portal', 'municipal'],
    });
    expect(office.nudged.at(-1)).toEqual({ itemId, channel: 'portal' });
    expect(await office.deliver({ itemId, channel: 'portal' })).toMatchObject({ did: 'cleared' });
    expect((await stateOf(office, itemId)).item.owed).toEqual(['municipal']);
    expect(office.platforms.portal.calls).toEqual(['publish']);
  });

  it('waits for a person where the channel cannot be asked', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-after'];
    office.platforms.portal.canLookUp = false;
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    office.clock.pass(2000);
    await office.deliver({ itemId, channel: 'portal' });
    const { item, delivery } = await stateOf(office, itemId);
    expect(delivery).toMatchObject({ state: 'unknown', reason: '该平台不能查询' });
    expect(item).toMatchObject({ owed: [], dueAt: null });
  });

  it('asks a channel that stays silent ever more rarely', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-after'];
    office.platforms.portal.silentLookUps = 40;
    const itemId = await accepted(office);
    const end = office.clock.now() + 86_400_000;
    while (office.clock.now() < end && (await stateOf(office, itemId)).delivery?.state !== 'published') {
      await office.deliver({ itemId, channel: 'portal' });
      office.clock.set((await stateOf(office, itemId)).delivery?.nextAttemptAt ?? end);
    }
    expect((await stateOf(office, itemId)).delivery?.state).toBe('published');
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
    expect(office.clock.now()).toBeGreaterThan(end - 86_400_000 + 18 * 3_600_000);
  });

  it('asks a channel that cannot tell once, though the plan grew meanwhile', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-after'];
    office.platforms.portal.canLookUp = false;
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    await office.accept({ ...notice, channels: ['portal', 'municipal'] }, 'token:t2');
    office.clock.pass(2000);
    office.nudged.length = 0;
    await office.deliver({ itemId, channel: 'portal' });
    const { item, delivery } = await stateOf(office, itemId);
    expect(delivery).toMatchObject({ state: 'unknown' });
    expect(item.owed).toEqual(['municipal']);
    expect(office.nudged).toEqual([]);
  });

  it('needs no second call for what a look-up found, though the plan grew meanwhile', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['lost-after'];
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    await office.accept({ ...notice, channels: ['portal', 'municipal'] }, 'token:t2');
    office.clock.pass(2000);
    await office.deliver({ itemId, channel: 'portal' });
    expect(office.platforms.portal.calls).toEqual(['publish', 'find']);
    expect((await stateOf(office, itemId)).item.owed).toEqual(['municipal']);
  });

  it('does not take the copy of before for the one that was lost on its way', async () => {
    const office = await openOffice();
    office.platforms.portal.namesGeneration = false;
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    const { item, delivery } = await stateOf(office, itemId);
    const now = office.clock.now();
    const redriven = { ...delivery!, version: delivery!.version + 1, attempts: 0, nextAttemptAt: now };
    await office.engine.ledger.amend(redriven, delivery!.version, {
      generation: item.generation,
      owed: { is: 'due', dueAt: now },
    });
    office.platforms.portal.mishaps = ['lost-before'];
    for (let look = 0; look < 3; look += 1) {
      await office.deliver({ itemId, channel: 'portal' });
      office.clock.pass(2000);
    }
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace', 'find', 'replace']);
    expect((await stateOf(office, itemId)).item.owed).toEqual([]);
  });

  it('takes a withdrawn copy down again that a look-up still finds', async () => {
    const office = await openOffice();
    office.platforms.portal.namesGeneration = false;
    const itemId = await accepted(office);
    await office.deliver({ itemId, channel: 'portal' });
    const { item } = await stateOf(office, itemId);
    const withdrawn = { ...item, generation: 2, state: 'withdrawn', owed: ['portal'], dueAt: 0 } as const;
    await office.engine.ledger.change(withdrawn, null, 1);
    office.platforms.portal.mishaps = ['lost-before'];
    for (let look = 0; look < 3; look += 1) {
      await office.deliver({ itemId, channel: 'portal' });
      office.clock.pass(2000);
    }
    expect(office.platforms.portal.calls).toEqual(['publish', 'withdraw', 'find', 'withdraw']);
    const after = await stateOf(office, itemId);
    expect(after).toMatchObject({ item: { owed: [] }, delivery: { state: 'withdrawn' } });
  });

  it.each([
    { name: 'long before acceptance', stated: -1_000_000, kept: 0 },
    { name: 'in the future', stated: 9_000_000, kept: 5000 },
    { name: 'in between', stated: 3000, kept: 3000 },
  ])(
    'believes a channel that dates its copy $name only between acceptance and now',
    async ({ stated, kept }) => {
      const office = await openOffice();
      const start = office.clock.now();
      const itemId = await accepted(office);
      office.clock.pass(5000);
      office.platforms.portal.statedPublicAt = start + stated;
      await office.deliver({ itemId, channel: 'portal' });
      expect((await stateOf(office, itemId)).delivery?.publicAt).toBe(start + kept);
    },
  );

  it('waits for the end of an embargo', async () => {
    const office = await openOffice();
    const itemId = await accepted(office, { ...notice, publishAt: '2026-11-05T09:00:00+08:00' });
    expect(office.nudged).toEqual([]);
    expect(await office.deliver({ itemId, channel: 'portal' })).toMatchObject({
      did: 'waited',
      reason: 'embargo',
    });
    office.clock.set(Date.parse('2026-11-05T09:00:00+08:00'));
    await office.deliver({ itemId, channel: 'portal' });
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
  });

  it('waits for a working day where the channel takes nothing on holidays', async () => {
    const saturday = Date.parse('2026-11-07T10:00:00+08:00');
    const office = await openOffice({ portal: { holidays: 'wait' } }, saturday);
    const itemId = await accepted(office);
    const monday = Date.parse('2026-11-09T00:00:00+08:00');
    expect(await office.deliver({ itemId, channel: 'portal' })).toMatchObject({
      reason: 'holiday',
      next: monday,
    });
    expect((await stateOf(office, itemId)).item.dueAt).toBeLessThanOrEqual(monday);
  });

  it('does nothing about an item or a channel that is not there', async () => {
    const office = await openOffice();
    const itemId = await accepted(office);
    expect(await office.deliver({ itemId: 'f'.repeat(64), channel: 'portal' })).toMatchObject({
      did: 'nothing',
    });
    expect(await office.deliver({ itemId, channel: 'gazette' })).toMatchObject({ did: 'nothing' });
    expect(await office.deliver({ itemId, channel: 'municipal' })).toMatchObject({ did: 'nothing' });
  });
});
