import type { ImportRecord, ImportRegister } from '../../ports/registers.ts';
import { integer, json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export const createImportRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): ImportRegister => {
  const byFile = prepareQuery(database, 'SELECT record FROM import WHERE file = ?');
  const byNumber = prepareQuery(database, 'SELECT record FROM import WHERE number = ?');
  const nextNumber = prepareQuery(database, 'SELECT ifnull(max(number), 0) + 1 FROM import');
  const insert = database.prepare('INSERT INTO import (number, file, record) VALUES (?, ?, ?)');
  const update = database.prepare('UPDATE import SET record = ? WHERE number = ?');
  const rowsOf = prepareQuery(database, 'SELECT row FROM imported_row WHERE title_key = ?');
  const putRow = database.prepare(
    'INSERT OR REPLACE INTO imported_row (identity, title_key, row) VALUES (?, ?, ?)',
  );
  return {
    begin: (file, by, at) =>
      write(() => {
        const known = byFile.get(file);
        if (known !== undefined) return { outcome: 'known', record: json(known[0]) };
        const record: ImportRecord = {
          number: integer(nextNumber.get()?.[0]),
          file,
          by,
          at,
          state: 'running',
          rows: 0,
          items: 0,
          merged: 0,
          rejected: [],
          suspects: [],
        };
        insert.run(record.number, file, JSON.stringify(record));
        return { outcome: 'begun', record };
      }),
    write: (record) =>
      write(() => {
        const { changes } = update.run(JSON.stringify(record), record.number);
        if (changes !== 1) throw new Error(`import ${record.number} was never begun`);
      }),
    read: async (number) => {
      const row = byNumber.get(number);
      return row === undefined ? undefined : json(row[0]);
    },
    rows: async (titleKey) => rowsOf.all(titleKey).map((row) => json(row[0])),
    putRow: (row) =>
      write(() => {
        putRow.run(row.identity, row.titleKey, JSON.stringify(row));
      }),
  };
};
