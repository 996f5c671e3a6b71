import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../lib/domain/relations/decision.ts';
import type { Suspect } from '../../../lib/domain/relations/suspect.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, NOON } from '../rows.ts';

const suspectOf = (a: string, b: string, since: number): Suspect => ({
  items: pairOf(idOf(a), idOf(b)),
  reasons: ['same-title', 'near-text'],
  similarity: 0.93,
  since,
});

const accept = async ({ ledger }: Engine, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await ledger.accept(itemOf(name), editionOf(name));
};

/** As the tick does, after which nothing accepted is left out. */
const waiting = async (engine: Engine, limit = 100) => {
  await engine.ledger.assignNumbers();
  return engine.suspects.unexamined(limit);
};

const idsWaiting = async (engine: Engine) => (await waiting(engine)).map(({ itemId }) => itemId).toSorted();

export const describeSuspects = (open: OpenEngine): void => {
  describe('items to be examined', () => {
    it('are all that were accepted, again and again until they were examined', async () => {
      const { engine, settleIndexes, reopened } = await openKept(open);
      await accept(engine, '甲', '乙', '丙');
      await settleIndexes();
      const before = await idsWaiting(engine);
      expect(before).toEqual([idOf('甲'), idOf('乙'), idOf('丙')].toSorted());
      const [first] = await waiting(engine);
      if (first === undefined) throw new Error('nothing waits');
      await engine.suspects.examined(first);
      await settleIndexes();
      const again = await reopened();

      expect(await idsWaiting(again)).toEqual(before.filter((id) => id !== first.itemId));
    });

    it('are no more than asked for', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine, '甲', '乙', '丙');
      await settleIndexes();

      expect(await waiting(engine, 2)).toHaveLength(2);
      expect(await waiting(engine)).toHaveLength(3);
    });

    it('are examined anew with a new edition, even one that came while the last was being examined', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine, '甲');
      await settleIndexes();
      expect(await idsWaiting(engine)).toEqual([idOf('甲')]);
      const [taken] = await waiting(engine);
      if (taken === undefined) throw new Error('nothing waits');
      const next = editionOf('甲', { edition: 2 });
      const changed = itemOf('甲', { generation: 2, edition: 2, editionKey: next.key });
      expect(await engine.ledger.change(changed, next, 1)).toBe('changed');
      await engine.suspects.examined(taken);
      await settleIndexes();

      expect(await idsWaiting(engine)).toEqual([idOf('甲')]);
    });
  });

  describe('traces', () => {
    it('lead to the items that left them, however often', async () => {
      const { engine } = await open();
      await accept(engine, '甲', '乙');
      expect((await engine.ledger.read(idOf('乙')))?.item.id).toBe(idOf('乙'));
      await engine.suspects.leaveTraces(idOf('甲'), [1, 2]);
      await engine.suspects.leaveTraces(idOf('乙'), [2, 2 ** 47]);
      await engine.suspects.leaveTraces(idOf('乙'), [2]);

      expect(await engine.suspects.sharing(1, 10)).toEqual([idOf('甲')]);
      expect((await engine.suspects.sharing(2, 10)).toSorted()).toEqual([idOf('甲'), idOf('乙')].toSorted());
      expect(await engine.suspects.sharing(2 ** 47, 10)).toEqual([idOf('乙')]);
      expect(await engine.suspects.sharing(2, 1)).toHaveLength(1);
      expect(await engine.suspects.sharing(3, 10)).toEqual([]);
    });
  });

  describe('suspects', () => {
    it('are listed latest first, page by page, each pair once as it was first found', async () => {
      const { engine, reopened } = await openKept(open);
      const suspects = [
        suspectOf('甲', '乙', NOON + 2),
        suspectOf('甲', '丙', NOON + 1),
        suspectOf('甲', '丁', NOON + 1),
        { ...suspectOf('丙', '丁', NOON), similarity: null, reasons: ['channel-twice' as const] },
      ];
      for (const suspect of suspects.toReversed()) await engine.suspects.put(suspect);
      await engine.suspects.put({ ...suspectOf('甲', '乙', NOON + 2), similarity: 0.1 });
      const { suspects: register } = await reopened();

      const listed: Suspect[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof register.list>> = await register.list(cursor, 2);
        listed.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor !== null);

      expect(listed.map(({ since }) => since)).toEqual([NOON + 2, NOON + 1, NOON + 1, NOON]);
      expect(listed).toHaveLength(4);
      for (const suspect of suspects) expect(listed).toContainEqual(suspect);
    });

    it('refuse a cursor that is none', async () => {
      const { engine } = await open();
      await expect(engine.suspects.list('x', 10)).rejects.toBeInstanceOf(RangeError);
    });
  });
};
