import type { ReturnRegister } from '../../ports/registers.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export const createReturnRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): ReturnRegister => {
  const put = database.prepare(
    `INSERT INTO return_record (year, revision, record) VALUES (?, ?, ?) ON CONFLICT (year, revision) DO NOTHING`,
  );
  const ofYear = prepareQuery(database, 'SELECT record FROM return_record WHERE year = ? ORDER BY revision');
  return {
    put: (record) =>
      write(() =>
        put.run(record.year, record.revision, JSON.stringify(record)).changes === 1 ? 'written' : 'exists',
      ),
    list: async (year) => ofYear.all(year).map((row) => json(row[0])),
  };
};
