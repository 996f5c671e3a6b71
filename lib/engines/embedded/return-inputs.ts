import type { StoredInputs } from '../../domain/form/return-inputs.ts';
import type { ReturnRegister } from '../../ports/registers.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

/** What people enter for the returns, version by version. */
export const createReturnInputs = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): Pick<ReturnRegister, 'putInputs' | 'readInputs'> => {
  const put = database.prepare(
    'INSERT INTO return_inputs (year, version, stored) VALUES (?, ?, ?) ON CONFLICT (year, version) DO NOTHING',
  );
  const newest = prepareQuery(
    database,
    'SELECT stored FROM return_inputs WHERE year = ? ORDER BY version DESC LIMIT 1',
  );
  const one = prepareQuery(database, 'SELECT stored FROM return_inputs WHERE year = ? AND version = ?');
  return {
    putInputs: (stored) =>
      write(() =>
        put.run(stored.year, stored.version, JSON.stringify(stored)).changes === 1 ? 'written' : 'exists',
      ),
    readInputs: async (year, version) =>
      decodeInputs(version === undefined ? newest.get(year) : one.get(year, version)),
  };
};

const decodeInputs = (row: Row | undefined): StoredInputs | undefined =>
  row === undefined ? undefined : json(row[0]);
