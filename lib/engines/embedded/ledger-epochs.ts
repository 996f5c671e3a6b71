import type { LedgerEpoch } from '../../domain/ledger-epoch.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { integer, integerOrNull } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

/** Read once: nobody but the process that holds the data folder begins an epoch, and before another of its threads joins. */
export const createEpochs = ({
  database,
  write,
  newestRecorded,
}: LedgerContext): Pick<Ledger, 'epoch' | 'beginEpoch'> => {
  const newest = prepareQuery(
    database,
    'SELECT number, begun_at FROM ledger_epoch ORDER BY number DESC LIMIT 1',
  );
  const insert = database.prepare('INSERT INTO ledger_epoch (number, begun_at) VALUES (?, ?)');
  const skipKnownYears = database.prepare('UPDATE number_counter SET last = last + ?');
  const startYear = database.prepare(
    'INSERT INTO number_counter (year, last) VALUES (?, ?) ON CONFLICT (year) DO NOTHING',
  );

  const read = (): LedgerEpoch => {
    const row = newest.get();
    return { number: integer(row?.[0]), begunAt: integerOrNull(row?.[1]) };
  };
  let current = read();

  return {
    epoch: async () => current,
    beginEpoch: async ({ at, skipNumbers, above = 0 }) => {
      await write(() => {
        insert.run(Math.max(read().number, above) + 1, at);
        skipKnownYears.run(skipNumbers);
        startYear.run(yearOf(at), skipNumbers);
        newestRecorded.saw(at);
      });
      current = read();
      return current;
    },
  };
};
