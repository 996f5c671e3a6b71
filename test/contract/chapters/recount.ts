import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { collect } from '../collect.ts';
import { countOneByOne, countRequest } from '../counting.ts';
import type { OpenEngine } from '../opener.ts';
import { recount } from '../recount.ts';
import { editionOf, itemOf, publishedDelivery } from '../rows.ts';

const NEW_YEAR = startOfDay('2027-01-01');

const delivery = fc.record({
  channel: fc.constantFrom('portal', 'municipal', 'provincial', 'wechat'),
  publicAt: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: startOfDay('2025-11-01'), max: NEW_YEAR + 86_400_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: NEW_YEAR - 2, max: NEW_YEAR + 2 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  generation: fc.integer({ min: 1, max: 3 }),
  importedBy: fc.constantFrom(null, 1, 2),
  withdrawal: fc.constantFrom(null, 'withdrawn' as const, 'error' as const),
  facts: fc.record({
    kind: fc.constantFrom('document' as const, 'response' as const),
    origin: fc.constantFrom('own' as const, 'repost' as const),
    unit: fc.constantFrom(null, '信息中心'),
    area: fc.constantFrom(null, '教育'),
    dueOn: fc.constantFrom(null, '2026-06-30'),
    formRow: fc.constantFrom('website' as const, 'wechat' as const),
    practice: fc.boolean(),
  }),
});

/** What some items look like on their channels. */
const items = fc.array(fc.uniqueArray(delivery, { selector: ({ channel }) => channel, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});

/** What may be asked about a year. */
const request = fc
  .record({
    year: fc.integer({ min: 2025, max: 2027 }),
    by: fc.constantFrom('kind' as const, 'area' as const, 'unit' as const, 'month' as const),
    countReposts: fc.boolean(),
    excludePractice: fc.boolean(),
    quarter: fc.option(fc.constantFrom(1 as const, 4 as const), { nil: undefined }),
  })
  .map(({ year, countReposts, quarter, ...rest }) =>
    countRequest(year, {
      ...rest,
      policies: { countReposts },
      ...(quarter === undefined ? {} : { quarter }),
    }),
  );

export const describeRecount = (open: OpenEngine): void => {
  describe('count', () => {
    it('equals the items one by one, ordered by id, and a recount of the deliveries', async () => {
      const { engine, settleIndexes } = await open();
      const { ledger } = engine;
      let written = 0;

      // Runs share the engine, which is dear to open: each looks at its own items, and at the count of all.
      const countsRight = fc.asyncProperty(items, request, async (drafts, asked) => {
        const rows: DeliveryRow[] = [];
        const ids = new Set<string>();
        for (const draft of drafts) {
          const name = `随机${written++}`;
          const item = itemOf(name);
          ids.add(item.id);
          expect(await ledger.accept(item, editionOf(name))).toBe('accepted');
          for (const { channel, ...rest } of draft) {
            const row = publishedDelivery(name, channel, { version: 1, ...rest });
            rows.push(row);
            const change = { generation: 1, owed: { is: 'none' } } as const;
            expect(await ledger.amend(row, 0, change)).toBe('amended');
          }
        }
        await settleIndexes();

        const published = await collect(ledger.publishedItems(asked.year));
        const order = published.map(({ itemId }) => itemId);
        expect(order).toEqual(order.toSorted());
        expect(published.filter(({ itemId }) => ids.has(itemId))).toEqual(recount(rows, asked.year));
        expect(await ledger.countYear(asked)).toEqual(countOneByOne(published, asked));
      });

      // With the error in the report one can tell a wrong count from a crash.
      await fc.assert(countsRight, { numRuns: 12, includeErrorInReport: true });
    });
  });
};
