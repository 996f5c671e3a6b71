import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import { decisionAfter, isUnbrokenRow, pairOf } from '../../../lib/domain/relations/decision.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import { collect } from '../collect.ts';
import { countRequest } from '../counting.ts';
import { decide } from '../decide.ts';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, FACTS, idOf, itemOf, NOON, publishedDelivery } from '../rows.ts';

const NOTHING_OWED = { generation: 1, owed: { is: 'none' } } as const;

/** The first decision of a ledger: 甲 and the other are one. */
const decisionOf = (other: string) =>
  decisionAfter(undefined, {
    items: pairOf(idOf('甲'), idOf(other)),
    decision: 'merge',
    reason: '同一份文件',
    at: NOON,
    by: 'token:t1',
  });

const publish = async (
  ledger: Ledger,
  name: string,
  channels: readonly string[],
  overrides: Partial<DeliveryRow> = {},
): Promise<void> => {
  await ledger.accept(itemOf(name), editionOf(name));
  for (const channel of channels) {
    await ledger.amend(publishedDelivery(name, channel, { version: 1, ...overrides }), 0, NOTHING_OWED);
  }
};

export const describeRelations = (open: OpenEngine): void => {
  describe('decisions about items', () => {
    it('are read in order, from any of them on, as they were made', async () => {
      const { engine, reopened } = await openKept(open);
      const made = [
        await decide(engine.relations, 'merge', '甲', '乙'),
        await decide(engine.relations, 'apart', '甲', '丙'),
        await decide(engine.relations, 'undo', '甲', '乙'),
      ];
      const { relations } = await reopened();

      expect(await relations.read(0)).toEqual(made);
      expect(await relations.read(1)).toEqual(made.slice(1));
      expect(await relations.read(3)).toEqual([]);
      expect(isUnbrokenRow(await relations.read(0))).toBe(true);
    });

    it('are made one after the other: of two that know the same only one is appended', async () => {
      const { engine } = await open();
      const outcomes = await Promise.all(
        ['乙', '丙', '丁'].map((other) => engine.relations.append(decisionOf(other))),
      );

      expect(outcomes.toSorted()).toEqual(['appended', 'taken', 'taken']);
      expect(await engine.relations.read(0)).toHaveLength(1);
    });
  });

  describe('merged items', () => {
    it('are counted as one, on every channel that any of them was on, and shown once', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger, relations } = engine;
      await publish(ledger, '甲', ['portal']);
      await publish(ledger, '乙', ['municipal']);
      await publish(ledger, '丙', ['portal', 'provincial']);
      await publish(ledger, '丁', ['portal']);
      await decide(relations, 'merge', '甲', '乙');
      await decide(relations, 'merge', '丙', '乙');
      await settleIndexes();

      expect(await ledger.countYear(countRequest(2026))).toMatchObject({
        total: 2,
        published: 2,
        channels: { portal: 2, provincial: 1, municipal: 1 },
        regions: [
          { channels: ['portal'], items: 1 },
          { channels: ['municipal', 'portal', 'provincial'], items: 1 },
        ],
      });
      const group = [idOf('甲'), idOf('乙'), idOf('丙')].toSorted();
      const items = await collect(ledger.publishedItems(2026));
      expect(items.map(({ itemId }) => itemId)).toEqual([group[0] ?? '', idOf('丁')].toSorted());
      expect(items.find(({ members }) => members !== undefined)?.members).toEqual(group);
    });

    it('come apart again where the merge is undone, and only there', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger, relations } = engine;
      for (const name of ['甲', '乙', '丙']) await publish(ledger, name, ['portal']);
      await decide(relations, 'merge', '甲', '乙');
      await decide(relations, 'merge', '乙', '丙');
      await settleIndexes();
      const merged = await ledger.countYear(countRequest(2026));
      await decide(relations, 'undo', '甲', '乙');
      const undone = await ledger.countYear(countRequest(2026));

      expect(merged).toMatchObject({ total: 1, channels: { portal: 1 } });
      expect(undone).toMatchObject({ total: 2, channels: { portal: 2 } });
      const groups = (await collect(ledger.publishedItems(2026))).map(({ members }) => members ?? null);
      expect(groups).toContainEqual([idOf('乙'), idOf('丙')].toSorted());
    });

    it('belong to the year in which the first of them was public', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger, relations } = engine;
      await publish(ledger, '甲', ['portal'], { publicAt: startOfDay('2025-12-31'), importedBy: 1 });
      await publish(ledger, '乙', ['portal', 'municipal']);
      await decide(relations, 'merge', '甲', '乙');
      await settleIndexes();

      expect(await ledger.countYear(countRequest(2025))).toMatchObject({ total: 1, channels: { portal: 1 } });
      expect(await ledger.countYear(countRequest(2026))).toMatchObject({
        total: 0,
        published: 1,
        firstPublishedEarlier: 1,
        channels: { portal: 0, municipal: 1 },
      });
    });

    it('are what the one published here says, before one that was imported', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger, relations } = engine;
      const imported = {
        publicAt: startOfDay('2026-01-05'),
        importedBy: 1,
        facts: { ...FACTS, kind: 'other' },
      } as const;
      await publish(ledger, '甲', ['portal'], imported);
      await publish(ledger, '乙', ['municipal'], { facts: { ...FACTS, kind: 'response' } });
      await decide(relations, 'merge', '甲', '乙');
      await settleIndexes();

      const { groups } = await ledger.countYear(countRequest(2026, { by: 'kind' }));
      expect(groups).toEqual([{ value: 'response', total: 1, published: 1, firstPublishedEarlier: 0 }]);
    });

    it('are shown once however the list is paged, and nothing for a group that was never public', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger, relations } = engine;
      const names = Array.from({ length: 9 }, (_, index) => `第${index}件`);
      for (const name of names) await publish(ledger, name, ['portal']);
      await publish(ledger, '未公开一', []);
      await publish(ledger, '未公开二', []);
      await decide(relations, 'merge', '第0件', '第8件');
      await decide(relations, 'merge', '第3件', '第5件');
      await decide(relations, 'merge', '第5件', '未公开一');
      await decide(relations, 'merge', '未公开一', '未公开二');
      await settleIndexes();

      const all = (await collect(ledger.publishedItems(2026))).map(({ itemId }) => itemId);
      expect(all).toHaveLength(7);
      expect(all).toEqual(all.toSorted());
      for (const [index, id] of all.entries()) {
        const after = await collect(ledger.publishedItems(2026, id));
        expect(after.map(({ itemId }) => itemId)).toEqual(all.slice(index + 1));
      }
    });
  });
};
