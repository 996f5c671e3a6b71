import * as z from 'zod';
import type { ItemId } from '../../domain/item.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import { expectExamination } from './expect-examination.ts';
import { itemIdOf, itemKey, numberCounterKey, UNNUMBERED } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';

/** Items numbered from one step of the counter. */
const BATCH = 50;
/** Items numbered in one call; a long import is numbered in several. */
const LIMIT = 1000;

const NumberEntry = z.object({ pk: z.string(), acceptedAt: z.number() });
type NumberEntry = z.infer<typeof NumberEntry>;

const shortNumber = (year: number, count: number): string => `${year}-${String(count).padStart(4, '0')}`;

/**
 * Takes a run of numbers from the year's counter and gives them to items, in order of acceptance as far as the index
 * shows it. A number whose item already had one is a gap; the counter never goes back, so none is used twice.
 */
export const assignNumbers = async (context: LedgerContext): Promise<number> => {
  const waiting: NumberEntry[] = [];
  for await (const row of context.table.query({ index: 'numbers', partition: UNNUMBERED, pageSize: BATCH })) {
    waiting.push(parseRow(NumberEntry, row));
    if (waiting.length === LIMIT) break;
  }
  let given = 0;
  for (const run of runsOfOneYear(waiting)) given += await numberRun(context, run);
  return given;
};

/** In order, at most a batch each. */
const runsOfOneYear = (entries: readonly NumberEntry[]): readonly (readonly NumberEntry[])[] =>
  [...Map.groupBy(entries, ({ acceptedAt }) => yearOf(acceptedAt)).values()].flatMap((ofYear) =>
    Array.from({ length: Math.ceil(ofYear.length / BATCH) }, (_, index) =>
      ofYear.slice(index * BATCH, (index + 1) * BATCH),
    ),
  );

const numberRun = async ({ table }: LedgerContext, run: readonly NumberEntry[]): Promise<number> => {
  const [first] = run;
  if (first === undefined) return 0;
  // Before the number: what has one will not be met here again.
  await Promise.all(run.map((entry) => expectExamination(table, itemIdOf(entry), 'accepted')));
  const year = yearOf(first.acceptedAt);
  const last = await table.add(numberCounterKey(year), 'count', run.length);
  const given = await Promise.all(
    run.map((entry, index) =>
      table.update(
        itemKey(itemIdOf(entry)),
        {
          expression: 'SET #number = :number, #numberKey = :number',
          values: { ':number': shortNumber(year, last - run.length + index + 1) },
        },
        'attribute_exists(#pk) AND attribute_not_exists(#number)',
      ),
    ),
  );
  return given.filter(Boolean).length;
};

/** By the index, so a number given a moment ago may not be found yet. */
export const findByNumber = async ({ table }: LedgerContext, number: string): Promise<ItemId | undefined> => {
  if (number === '' || number === UNNUMBERED) return undefined;
  const found = await table.query({ index: 'numbers', partition: number, pageSize: 1 }).next();
  return found.done === true ? undefined : itemIdOf(parseRow(NumberEntry, found.value));
};
