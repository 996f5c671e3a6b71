import type { ReturnRecord, ReturnRegister } from '../../ports/registers.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

export const createReturnRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): ReturnRegister => {
  const put = database.prepare(
    `INSERT INTO return_record (year, revision, record) VALUES (?, ?, ?) ON CONFLICT (year, revision) DO NOTHING`,
  );
  const update = database.prepare('UPDATE return_record SET record = ? WHERE year = ? AND revision = ?');
  const ofYear = prepareQuery(database, 'SELECT record FROM return_record WHERE year = ? ORDER BY revision');
  return {
    put: (record) =>
      write(() =>
        put.run(record.year, record.revision, JSON.stringify(record)).changes === 1 ? 'written' : 'exists',
      ),
    replace: (record) =>
      write(() => {
        update.run(JSON.stringify(record), record.year, record.revision);
      }),
    list: async (year) => ofYear.all(year).map((row) => decodeReturn(row)),
  };
};

/** Records of the first release tell of no hashes before. */
const decodeReturn = (row: Row): ReturnRecord => {
  const record: ReturnRecord = json(row[0]);
  return { ...record, files: record.files.map((file) => ({ ...file, before: file.before ?? [] })) };
};
