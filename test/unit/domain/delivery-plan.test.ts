import { describe, expect, it } from 'vitest';
import { planDelivery } from '../../../lib/domain/delivery-plan.ts';
import type { DeliveryRow, Receipt } from '../../../lib/domain/ledger-rows.ts';
import { deliveryOf, itemOf, NOON } from '../../contract/rows.ts';

const CHANNEL = { id: 'portal', settleTime: 2000 };
const NOTHING = {
  embargo: null,
  outage: null,
  pause: null,
  holiday: null,
  quietHours: null,
  lookUpFirst: null,
};
const receipt: Receipt = { remoteId: '17', url: 'https://example.cn/17', place: null, evidence: [] };
const item = itemOf('办公时间', { generation: 2, edition: 2 });
const rowOf = (overrides: Partial<DeliveryRow>): DeliveryRow =>
  deliveryOf('办公时间', 'portal', { version: 3, edition: overrides.generation ?? 0, ...overrides });
const shown = { receipt, publicAt: NOON - 60_000, state: 'published' } as const;

describe('the plan for one channel of one item', () => {
  it.each<[string, DeliveryRow | undefined, string]>([
    ['never attempted', undefined, 'publish'],
    ['deferred and due', rowOf({ state: 'none', generation: 2, nextAttemptAt: NOON }), 'publish'],
    ['showing an older edition', rowOf({ ...shown, generation: 1 }), 'replace'],
    ['confirmed at an older edition', rowOf({ ...shown, state: 'confirmed', generation: 1 }), 'replace'],
    ['handed over at an older edition', rowOf({ state: 'handed-over', receipt, generation: 1 }), 'replace'],
    ['put back by a person', rowOf({ ...shown, generation: 2, nextAttemptAt: NOON }), 'replace'],
    ['parked at an older generation, never shown', rowOf({ state: 'parked', generation: 1 }), 'publish'],
    [
      'parked at an older generation, shown before',
      rowOf({ ...shown, state: 'parked', generation: 1 }),
      'replace',
    ],
    ['withdrawn and live again', rowOf({ state: 'withdrawn', receipt, generation: 1 }), 'publish'],
    [
      'unknown, its settle time over',
      rowOf({ state: 'unknown', generation: 2, sentAt: NOON - 2000 }),
      'look-up',
    ],
    [
      'sending under a lease that ran out',
      rowOf({ state: 'sending', generation: 2, sentAt: NOON - 60_000, lease: { token: 't', until: NOON } }),
      'look-up',
    ],
  ])('attempts a delivery %s by: %s', (_name, row, action) => {
    expect(planDelivery(item, row, CHANNEL, NOTHING, NOON)).toEqual({ do: 'attempt', action });
  });

  it.each<[string, DeliveryRow]>([
    ['published at this generation', rowOf({ ...shown, generation: 2 })],
    ['confirmed at this generation', rowOf({ ...shown, state: 'confirmed', generation: 2 })],
    ['handed over at this generation', rowOf({ state: 'handed-over', receipt, generation: 2 })],
    ['showing this edition since before a plan change', rowOf({ ...shown, generation: 1, edition: 2 })],
  ])('only clears what is owed for a delivery %s', (_name, row) => {
    expect(planDelivery(item, row, CHANNEL, NOTHING, NOON)).toEqual({ do: 'clear' });
  });

  it.each<[string, DeliveryRow, number, string]>([
    [
      'the lease of another',
      rowOf({ state: 'sending', lease: { token: 't', until: NOON + 9 } }),
      NOON + 9,
      'lease',
    ],
    ['the next attempt', rowOf({ state: 'none', nextAttemptAt: NOON + 7 }), NOON + 7, 'next-attempt'],
    ['the settle time', rowOf({ state: 'unknown', sentAt: NOON - 500 }), NOON + 1500, 'settle-time'],
  ])('waits for %s', (_name, row, until, because) => {
    expect(planDelivery(item, row, CHANNEL, NOTHING, NOON)).toEqual({ do: 'wait', until, because });
  });

  it.each([
    ['embargo', 'embargo'],
    ['outage', 'outage'],
    ['pause', 'pause'],
    ['holiday', 'holiday'],
    ['quietHours', 'quiet-hours'],
  ] as const)('sends nothing before the end of: %s', (hindrance, because) => {
    const hindrances = { ...NOTHING, [hindrance]: NOON + 5 };
    expect(planDelivery(item, undefined, CHANNEL, hindrances, NOON)).toEqual({
      do: 'wait',
      until: NOON + 5,
      because,
    });
  });

  const CLOSED = { ...NOTHING, embargo: NOON + 5, holiday: NOON + 5, quietHours: NOON + 5 };

  it('looks up on holidays, in quiet hours and before an embargo ends, because looking sends nothing', () => {
    const row = rowOf({ state: 'unknown', sentAt: NOON - 9000 });
    expect(planDelivery(item, row, CHANNEL, CLOSED, NOON)).toEqual({ do: 'attempt', action: 'look-up' });
  });

  it('takes down on holidays, in quiet hours and before an embargo ends: what must go waits for no opening hours', () => {
    const withdrawn = itemOf('办公时间', { generation: 2, state: 'withdrawn' });
    const row = rowOf({ ...shown, generation: 1 });
    expect(planDelivery(withdrawn, row, CHANNEL, CLOSED, NOON)).toEqual({
      do: 'attempt',
      action: 'withdraw',
    });
  });

  it('takes down without waiting for the time that was asked for when a correction was sent', () => {
    const withdrawn = itemOf('办公时间', { generation: 3, state: 'withdrawn' });
    const busy = rowOf({ ...shown, generation: 2, nextAttemptAt: NOON + 86_400_000 });
    expect(planDelivery(withdrawn, busy, CHANNEL, NOTHING, NOON)).toEqual({
      do: 'attempt',
      action: 'withdraw',
    });
    const busyWithThis = { ...busy, generation: 3 };
    expect(planDelivery(withdrawn, busyWithThis, CHANNEL, NOTHING, NOON)).toMatchObject({
      do: 'wait',
      because: 'next-attempt',
    });
  });

  it('asks nothing of a paused channel, not even where the copy stands', () => {
    const row = rowOf({ state: 'unknown', sentAt: NOON - 9000 });
    expect(planDelivery(item, row, CHANNEL, { ...NOTHING, pause: NOON + 5 }, NOON)).toEqual({
      do: 'wait',
      until: NOON + 5,
      because: 'pause',
    });
  });

  it('takes a withdrawn item down wherever it has a copy, and only there', () => {
    const withdrawn = itemOf('办公时间', { generation: 2, state: 'withdrawn' });
    const down = (row: DeliveryRow | undefined) => planDelivery(withdrawn, row, CHANNEL, NOTHING, NOON);
    expect(down(undefined)).toEqual({ do: 'clear' });
    expect(down(rowOf({ ...shown, generation: 1 }))).toEqual({ do: 'attempt', action: 'withdraw' });
    expect(down(rowOf({ state: 'handed-over', receipt, generation: 1 }))).toEqual({
      do: 'attempt',
      action: 'withdraw',
    });
    expect(down(rowOf({ state: 'unknown', generation: 1, sentAt: 0 }))).toEqual({
      do: 'attempt',
      action: 'look-up',
    });
    expect(down(rowOf({ state: 'withdrawn', receipt, generation: 2 }))).toEqual({ do: 'clear' });
  });

  const withdrawn = itemOf('办公时间', { generation: 2, state: 'withdrawn' });
  const down = (row: DeliveryRow) => planDelivery(withdrawn, row, CHANNEL, NOTHING, NOON);

  it('takes a live item down where it is planned no more, and leaves it up elsewhere', () => {
    const replanned = itemOf('办公时间', { generation: 2, plan: ['municipal'] });
    const row = rowOf({ ...shown, generation: 1, edition: 1 });
    const planned = { ...row, channel: 'municipal' };
    const plan = (at: DeliveryRow, id: string) =>
      planDelivery(replanned, at, { ...CHANNEL, id }, NOTHING, NOON);
    expect(plan(row, 'portal')).toEqual({ do: 'attempt', action: 'withdraw' });
    expect(plan(planned, 'municipal')).toEqual({ do: 'clear' });
    expect(planDelivery(replanned, undefined, CHANNEL, NOTHING, NOON)).toEqual({ do: 'clear' });
  });

  it('brings what a channel has up to date before an embargo ends: waiting would leave older words there', () => {
    const hindrances = { ...NOTHING, embargo: NOON + 5 };
    const plan = (row: DeliveryRow | undefined) => planDelivery(item, row, CHANNEL, hindrances, NOON);
    expect(plan(rowOf({ ...shown, generation: 1 }))).toEqual({ do: 'attempt', action: 'replace' });
    expect(plan(rowOf({ state: 'handed-over', receipt, generation: 1 }))).toEqual({
      do: 'attempt',
      action: 'replace',
    });
    expect(plan(undefined)).toMatchObject({ do: 'wait', because: 'embargo' });
    expect(plan(rowOf({ ...shown, state: 'withdrawn', generation: 1 }))).toMatchObject({
      do: 'wait',
      because: 'embargo',
    });
  });

  it('takes down even what look-ups did not find, because a lost call may land late', () => {
    const lost = rowOf({ state: 'none', generation: 1, sentAt: NOON - 9000 });
    expect(down(lost)).toEqual({ do: 'attempt', action: 'withdraw' });
    expect(down({ ...lost, state: 'parked' })).toEqual({ do: 'attempt', action: 'withdraw' });
  });

  it('does not go on asking whoever was asked to take a copy down by hand', () => {
    const asked = rowOf({
      state: 'handed-over',
      receipt,
      publicAt: NOON - 60_000,
      generation: 1,
      takingDown: true,
    });
    expect(down(asked)).toEqual({ do: 'clear' });
  });

  it('takes a copy down again that a person has seen since', () => {
    const seen = rowOf({ state: 'withdrawn', receipt, generation: 2, nextAttemptAt: NOON });
    expect(down(seen)).toEqual({ do: 'attempt', action: 'withdraw' });
  });

  it('shows a copy again that was to be taken down, of the same edition even', () => {
    const asked = rowOf({ state: 'handed-over', receipt, generation: 2, edition: 2, takingDown: true });
    expect(planDelivery(item, asked, CHANNEL, NOTHING, NOON)).toEqual({ do: 'attempt', action: 'replace' });
  });
});
