import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../lib/domain/confirmation.ts';
import type { DeliveryState } from '../../../lib/domain/ledger-rows.ts';
import type { DeliveryWaitingReason } from '../../../lib/domain/waiting.ts';
import type { Ledger, WaitingEntry, WaitingQuery } from '../../../lib/ports/ledger.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, NOON } from '../rows.ts';

const STATES: Readonly<Record<DeliveryWaitingReason, DeliveryState>> = {
  parked: 'parked',
  unknown: 'unknown',
  'handed-over': 'handed-over',
  altered: 'published',
  missing: 'confirmed',
  reappeared: 'withdrawn',
};

const readBack = (reason: DeliveryWaitingReason, since: number): Confirmation | null =>
  reason === 'altered' || reason === 'missing' || reason === 'reappeared'
    ? { result: reason, at: since + 1, same: 0, times: 2, since, detail: '“第3号”变为“第4号”' }
    : null;

/** Accepts an item and puts a delivery of it where a person is waited for. */
const wait = async (
  ledger: Ledger,
  name: string,
  channel: string,
  reason: DeliveryWaitingReason,
  since: number,
) => {
  await ledger.accept(itemOf(name, { plan: ['portal', 'municipal'] }), editionOf(name));
  const row = deliveryOf(name, channel, {
    state: STATES[reason],
    confirmation: readBack(reason, since),
    generation: 1,
    edition: 1,
    history: [{ at: since, by: 'system', what: 'told', why: null }],
  });
  await ledger.amend(row, 0, { generation: 1, owed: { is: 'done' } });
  return row;
};

const collect = async (
  ledger: Ledger,
  query: Omit<WaitingQuery, 'limit'> = {},
  limit = 2,
): Promise<readonly WaitingEntry[]> => {
  const rows: WaitingEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['waiting']>> = await ledger.waiting({
      ...query,
      limit,
      ...(cursor !== null && { cursor }),
    });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
};

const entry = (
  name: string,
  channel: string,
  reason: DeliveryWaitingReason,
  since: number,
): WaitingEntry => ({
  itemId: idOf(name),
  channel,
  reason,
  since,
});

export const describeWaiting = (open: OpenEngine): void => {
  describe('waiting', () => {
    it('lists what waits for a person across reasons and channels, longest first, page by page', async () => {
      const { engine, settleIndexes } = await open();
      await wait(engine.ledger, 'a', 'portal', 'parked', NOON + 3);
      await wait(engine.ledger, 'b', 'municipal', 'handed-over', NOON + 1);
      await wait(engine.ledger, 'c', 'municipal', 'handed-over', NOON + 4);
      await wait(engine.ledger, 'd', 'portal', 'unknown', NOON + 2);
      await wait(engine.ledger, 'a', 'municipal', 'handed-over', NOON + 5);
      await wait(engine.ledger, 'd', 'municipal', 'missing', NOON + 6);
      await settleIndexes();

      expect(await collect(engine.ledger)).toEqual([
        entry('b', 'municipal', 'handed-over', NOON + 1),
        entry('d', 'portal', 'unknown', NOON + 2),
        entry('a', 'portal', 'parked', NOON + 3),
        entry('c', 'municipal', 'handed-over', NOON + 4),
        entry('a', 'municipal', 'handed-over', NOON + 5),
        entry('d', 'municipal', 'missing', NOON + 6),
      ]);
      expect(await collect(engine.ledger, { reason: 'handed-over' })).toHaveLength(3);
      expect(await collect(engine.ledger, { channel: 'portal' })).toEqual([
        entry('d', 'portal', 'unknown', NOON + 2),
        entry('a', 'portal', 'parked', NOON + 3),
      ]);
      expect(await collect(engine.ledger, { channel: 'portal', reason: 'parked' }, 1)).toEqual([
        entry('a', 'portal', 'parked', NOON + 3),
      ]);
      expect(await collect(engine.ledger, { channel: 'provincial' })).toEqual([]);
    });

    it('shows each once, however many waited from the same moment on', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 9 }, (_, index) => `item ${index}`);
      for (const name of names) await wait(engine.ledger, name, 'portal', 'handed-over', NOON);
      await settleIndexes();

      const found = (await collect(engine.ledger, {}, 4)).map(({ itemId }) => itemId);

      expect(found.toSorted()).toEqual(names.map(idOf).toSorted());
    });

    it('forgets a delivery that is attempted again, or public', async () => {
      const { engine, settleIndexes } = await open();
      const parked = await wait(engine.ledger, 'a', 'portal', 'parked', NOON);
      const handedOver = await wait(engine.ledger, 'b', 'portal', 'handed-over', NOON);

      const again = { ...parked, version: 2, state: 'none' } as const;
      await engine.ledger.amend(again, 1, { generation: 1, owed: { is: 'due', dueAt: NOON } });
      const shown = {
        ...handedOver,
        version: 2,
        state: 'published',
        publicAt: NOON,
        basis: 'stated',
      } as const;
      await engine.ledger.amend(shown, 1, { generation: 1, owed: { is: 'done' } });
      await settleIndexes();

      expect(await collect(engine.ledger)).toEqual([]);
      expect(await engine.ledger.countWaiting()).toEqual({ counts: [], complete: true });
    });

    it('counts by reason and channel, and tells since when the first of each waits', async () => {
      const { engine, settleIndexes } = await open();
      await wait(engine.ledger, 'a', 'portal', 'parked', NOON + 3);
      await wait(engine.ledger, 'b', 'portal', 'parked', NOON + 1);
      await wait(engine.ledger, 'c', 'municipal', 'handed-over', NOON + 2);
      await settleIndexes();

      const { counts, complete } = await engine.ledger.countWaiting();

      expect(complete).toBe(true);
      expect(counts).toHaveLength(2);
      expect(counts).toEqual(
        expect.arrayContaining([
          { reason: 'parked', channel: 'portal', count: 2, oldestSince: NOON + 1 },
          { reason: 'handed-over', channel: 'municipal', count: 1, oldestSince: NOON + 2 },
        ]),
      );
    });

    it('takes no cursor of another list', async () => {
      const { engine } = await open();

      await expect(engine.ledger.waiting({ cursor: 'anything', limit: 2 })).rejects.toThrow(RangeError);
    });
  });
};
