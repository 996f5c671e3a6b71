import { describe, expect, it } from 'vitest';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, NOON } from '../rows.ts';

const HOUR = 3_600_000;

export const describeEpoch = (open: OpenEngine): void => {
  describe('epoch', () => {
    it('is the first in a new ledger, and has no beginning', async () => {
      const { engine } = await open();

      expect(await engine.ledger.epoch()).toEqual({ number: 1, begunAt: null });
    });

    it('is the next one after a beginning, and stays so for whoever opens the ledger later', async () => {
      const { engine, reopened } = await openKept(open);

      const begun = await engine.ledger.beginEpoch({ at: NOON, skipNumbers: 1000 });

      expect(begun).toEqual({ number: 2, begunAt: NOON });
      expect(await engine.ledger.epoch()).toEqual(begun);
      const later = await reopened();
      expect(await later.ledger.epoch()).toEqual(begun);
      expect(await later.ledger.beginEpoch({ at: NOON + HOUR, skipNumbers: 0 })).toEqual({
        number: 3,
        begunAt: NOON + HOUR,
      });
    });

    it('is above every epoch that another life of the ledger had', async () => {
      const { engine } = await open();

      expect(await engine.ledger.beginEpoch({ at: NOON, skipNumbers: 0, above: 4 })).toEqual({
        number: 5,
        begunAt: NOON,
      });
    });

    it('gives no short number of those that were skipped', async () => {
      const { engine, settleIndexes } = await open();
      const numberOf = async (name: string): Promise<string | null | undefined> => {
        await engine.ledger.accept(itemOf(name), editionOf(name));
        await settleIndexes();
        await engine.ledger.assignNumbers();
        return (await engine.ledger.read(idOf(name)))?.item.number;
      };

      expect(await numberOf('甲')).toBe('2026-0001');
      await engine.ledger.beginEpoch({ at: NOON, skipNumbers: 1000 });
      expect(await numberOf('乙')).toBe('2026-1002');
    });

    it('begins the numbers of a year behind the skipped ones, where the copy had none of that year', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.beginEpoch({ at: NOON, skipNumbers: 1000 });

      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await settleIndexes();
      await engine.ledger.assignNumbers();

      expect((await engine.ledger.read(idOf('甲')))?.item.number).toBe('2026-1001');
    });

    it('keeps with each delivery the epoch in which its channel was last called', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const claimed = deliveryOf('甲', 'portal', { version: 1, epoch: 7 });

      await engine.ledger.claim(claimed, 0);

      expect((await engine.ledger.read(idOf('甲')))?.deliveries[0]?.epoch).toBe(7);
    });
  });
};
