import * as z from 'zod';
import { FIRST_EPOCH, type LedgerEpoch } from '../../domain/ledger-epoch.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { EPOCH_KEY, numberCounterKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import { orNull } from './row-parts.ts';

const StoredEpoch = z.object({ number: z.int(), begunAt: orNull(z.number()) });

/** Milliseconds for which the epoch is believed without reading it again; every delivery asks for it. */
const BELIEVED = 60_000;

/** The row is missing in a ledger that was never put back. */
export const createEpochs = ({
  table,
  calendar,
}: Pick<LedgerContext, 'table' | 'calendar'>): Pick<Ledger, 'epoch' | 'beginEpoch'> => {
  let known: { readonly epoch: LedgerEpoch; readonly readAt: number } | null = null;

  const read = async (): Promise<LedgerEpoch> => {
    const row = await table.get(EPOCH_KEY);
    const epoch = row === undefined ? FIRST_EPOCH : parseRow(StoredEpoch, row);
    known = { epoch, readAt: performance.now() };
    return epoch;
  };

  /** The years that items were numbered in so far, and this one. */
  const numberedYears = async (at: number): Promise<ReadonlySet<number>> =>
    new Set([...(await calendar.months()).map((month) => Number(month.slice(0, 4))), yearOf(at)]);

  return {
    epoch: () =>
      known !== null && performance.now() - known.readAt < BELIEVED ? Promise.resolve(known.epoch) : read(),
    beginEpoch: async ({ at, skipNumbers, above = 0 }) => {
      for (const year of await numberedYears(at)) {
        await table.add(numberCounterKey(year), 'count', skipNumbers);
      }
      const { number } = await read();
      await table.put(
        { ...EPOCH_KEY, number: Math.max(number, above) + 1, begunAt: at },
        number === 1
          ? { expression: 'attribute_not_exists(#pk)' }
          : { expression: '#number = :number', values: { ':number': number } },
      );
      return read();
    },
  };
};
