import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import type { Decision } from '../../../lib/domain/relations/decision.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { collect } from '../collect.ts';
import { countRequest } from '../counting.ts';
import { decide } from '../decide.ts';
import type { OpenEngine } from '../opener.ts';
import { recount } from '../recount.ts';
import { recountFigures } from '../recount-figures.ts';
import { editionOf, FACTS, itemOf, publishedDelivery } from '../rows.ts';

const NEW_YEAR = startOfDay('2027-01-01');
const NAMES = 6;

const publication = fc.record({
  channel: fc.constantFrom('portal', 'municipal', 'provincial'),
  publicAt: fc.oneof(
    fc.integer({ min: startOfDay('2025-10-01'), max: startOfDay('2027-12-31') }),
    fc.integer({ min: NEW_YEAR - 2, max: NEW_YEAR + 2 }),
  ),
  importedBy: fc.constantFrom(null, null, 1),
  withdrawal: fc.constantFrom(null, null, 'withdrawn' as const, 'error' as const),
  kind: fc.constantFrom('document' as const, 'response' as const),
  dueOn: fc.constantFrom(null, '2026-06-30'),
});

const place = fc.nat({ max: NAMES - 1 });

/** What happens to six items, in any order. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('publish' as const), item: place, publication }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('merge' as const, 'merge' as const, 'undo' as const, 'apart' as const),
      item: place,
      other: place,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('void' as const) }) },
);

const NOTHING_OWED = { generation: 1, owed: { is: 'none' } } as const;

export const describeRecountMerged = (open: OpenEngine): void => {
  describe('count with merges, undone ones and voids', () => {
    it('equals a recount that shares nothing with it, each year, and opens into as many items', async () => {
      const { engine, settleIndexes } = await open();
      let runs = 0;
      // Runs share the engine, which is dear to open: everything that any of them wrote is recounted.
      const rows = new Map<string, DeliveryRow>();
      const decisions: Decision[] = [];

      const write = async ({ ledger }: Engine, next: DeliveryRow): Promise<void> => {
        expect(await ledger.amend(next, next.version - 1, NOTHING_OWED)).toBe('amended');
        rows.set(`${next.itemId} ${next.channel}`, next);
      };

      const countsRight = fc.asyncProperty(
        fc.array(event, { minLength: 4, maxLength: 20 }),
        async (events) => {
          const run = runs++;
          const nameOf = (item: number): string => `第${run}次之${item}`;
          for (let item = 0; item < NAMES; item += 1) {
            await engine.ledger.accept(itemOf(nameOf(item)), editionOf(nameOf(item)));
          }
          for (const happening of events) {
            if (happening.what === 'publish') {
              const { channel, kind, dueOn, ...rest } = happening.publication;
              const name = nameOf(happening.item);
              const draft = publishedDelivery(name, channel, { facts: { ...FACTS, kind, dueOn }, ...rest });
              const version = (rows.get(`${draft.itemId} ${channel}`)?.version ?? 0) + 1;
              await write(engine, { ...draft, version });
            } else if (happening.what === 'void') {
              const imported = [...rows.values()].filter(({ importedBy }) => importedBy !== null);
              for (const row of imported) {
                await write(engine, { ...row, version: row.version + 1, publicAt: null, state: 'none' });
              }
            } else if (happening.item !== happening.other) {
              const { what, item, other } = happening;
              decisions.push(await decide(engine.relations, what, nameOf(item), nameOf(other)));
            }
          }
          await settleIndexes();

          for (const year of [2025, 2026, 2027]) {
            const pencil = recountFigures([...rows.values()], decisions, year);
            const count = await engine.ledger.countYear(countRequest(year));
            const { channels, regions, ...figures } = pencil;
            expect(count).toMatchObject(figures);
            expect(
              Object.fromEntries(Object.entries(count.channels).filter(([, items]) => items > 0)),
            ).toEqual(channels);
            expect(
              Object.fromEntries(count.regions.map((region) => [region.channels.join(), region.items])),
            ).toEqual(regions);
            const published = await collect(engine.ledger.publishedItems(year));
            expect(published).toEqual(recount([...rows.values()], year, decisions));
          }
        },
      );

      await fc.assert(countsRight, { numRuns: 6, includeErrorInReport: true });
    });
  });
};
