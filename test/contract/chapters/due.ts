import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../../lib/domain/item.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, leasedDelivery, NOON } from '../rows.ts';

const acceptDue = (ledger: Ledger, name: string, dueAt: number) =>
  ledger.accept(itemOf(name, { dueAt }), editionOf(name));

const dueAtOf = async (ledger: Ledger, name: string) => (await ledger.read(idOf(name)))?.item.dueAt;

const allDue = async (ledger: Ledger, moment: number, limit: number) => {
  const pages: { readonly itemId: ItemId; readonly dueAt: number }[][] = [];
  let cursor: string | null = null;
  do {
    const page = await ledger.due(moment, cursor, limit);
    pages.push([...page.rows]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
};

export const describeDue = (open: OpenEngine): void => {
  describe('due', () => {
    it('finds what is due by the moment, and neither what comes later nor what owes nothing', async () => {
      const { engine, settleIndexes } = await open();
      await acceptDue(engine.ledger, '早', NOON - 1);
      await acceptDue(engine.ledger, '准', NOON);
      await acceptDue(engine.ledger, '晚', NOON + 1);
      await engine.ledger.accept(itemOf('无', { owed: [], dueAt: null }), editionOf('无'));
      await settleIndexes();

      const found = (await allDue(engine.ledger, NOON, 100)).flat();

      expect(new Map(found.map(({ itemId, dueAt }) => [itemId, dueAt]))).toEqual(
        new Map([
          [idOf('早'), NOON - 1],
          [idOf('准'), NOON],
        ]),
      );
    });

    it('pages through many items and shows each once', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 57 }, (_, index) => `第${index}号`);
      // Thirds share a moment: a page may end between two items of the same one.
      await Promise.all(names.map((name, index) => acceptDue(engine.ledger, name, NOON - (index % 3))));
      await settleIndexes();

      const pages = await allDue(engine.ledger, NOON, 10);

      expect(pages.every((page) => page.length <= 10)).toBe(true);
      expect(
        pages
          .flat()
          .map(({ itemId }) => itemId)
          .toSorted(),
      ).toEqual(names.map(idOf).toSorted());
    });

    it('forgets an item whose last owed channel was settled', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);
      await engine.ledger.settle(deliveryOf('甲', 'portal', { version: 2 }), 't', {
        generation: 1,
        owed: { is: 'done' },
      });
      await settleIndexes();

      expect((await allDue(engine.ledger, NOON + 1, 10)).flat()).toEqual([]);
      expect(await engine.ledger.nextDueAt()).toBeNull();
    });

    it('names the earliest moment of all, and none for an empty ledger', async () => {
      const { engine, settleIndexes } = await open();
      const before = await engine.ledger.nextDueAt();
      await acceptDue(engine.ledger, '晚', NOON + 60_000);
      await acceptDue(engine.ledger, '早', NOON + 30_000);
      await settleIndexes();

      expect(before).toBeNull();
      expect(await engine.ledger.nextDueAt()).toBe(NOON + 30_000);
    });
  });

  describe('moveDue', () => {
    it.each([
      { to: NOON + 90_000, way: 'later' },
      { to: NOON - 90_000, way: 'earlier' },
    ])('moves dueAt $way from what was seen', async ({ to }) => {
      const { engine, settleIndexes } = await open();
      await acceptDue(engine.ledger, '甲', NOON);

      expect(await engine.ledger.moveDue(idOf('甲'), NOON, to)).toBe(true);
      await settleIndexes();
      expect(await dueAtOf(engine.ledger, '甲')).toBe(to);
      expect(await engine.ledger.nextDueAt()).toBe(to);
    });

    it('changes nothing when dueAt is no longer the one seen', async () => {
      const { engine } = await open();
      await acceptDue(engine.ledger, '甲', NOON);
      await engine.ledger.amend(deliveryOf('甲', 'portal'), 0, {
        generation: 1,
        owed: { is: 'due', dueAt: NOON - 500 },
      });

      expect(await engine.ledger.moveDue(idOf('甲'), NOON, NOON + 60_000)).toBe(false);
      expect(await dueAtOf(engine.ledger, '甲')).toBe(NOON - 500);
    });

    it('does not clear dueAt while a channel is owed', async () => {
      const { engine } = await open();
      await acceptDue(engine.ledger, '甲', NOON);

      await engine.ledger.moveDue(idOf('甲'), NOON, null);

      expect(await dueAtOf(engine.ledger, '甲')).toBe(NOON);
    });

    it('clears the dueAt of an item that owes nothing', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: [], dueAt: NOON }), editionOf('甲'));

      expect(await engine.ledger.moveDue(idOf('甲'), NOON, null)).toBe(true);
      await settleIndexes();
      expect(await dueAtOf(engine.ledger, '甲')).toBeNull();
      expect(await engine.ledger.nextDueAt()).toBeNull();
    });

    it('lets one of two movers win who saw the same', async () => {
      const { engine } = await open();
      await acceptDue(engine.ledger, '甲', NOON);

      const moved = await Promise.all([
        engine.ledger.moveDue(idOf('甲'), NOON, NOON + 1),
        engine.ledger.moveDue(idOf('甲'), NOON, NOON + 2),
      ]);

      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await dueAtOf(engine.ledger, '甲')).toBe(moved[0] ? NOON + 1 : NOON + 2);
    });

    it('answers false for an item that does not exist', async () => {
      const { engine } = await open();

      expect(await engine.ledger.moveDue(idOf('乙'), NOON, NOON + 1)).toBe(false);
    });
  });
};
