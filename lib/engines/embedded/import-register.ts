import { createHash } from 'node:crypto';
import { SEALED } from '../../domain/sealing.ts';
import type { ImportRecord, ImportRegister } from '../../ports/registers.ts';
import { integer, json, text } from './columns.ts';
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
  const releaseFile = database.prepare('UPDATE import SET file = ? WHERE number = ?');
  const rowsOf = prepareQuery(database, 'SELECT row FROM imported_row WHERE title_key IN (?, ?)');
  const putRow = database.prepare(
    'INSERT OR REPLACE INTO imported_row (identity, title_key, row) VALUES (?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM imported_row WHERE identity = ?');
  const hold = database.prepare(
    'INSERT INTO import_holder (import, identity) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const titleKeys = prepareQuery(
    database,
    `SELECT DISTINCT imported_row.title_key FROM import_holder JOIN imported_row USING (identity)
     WHERE import_holder.import = ? AND json_extract(imported_row.row, '$.sealed') IS NOT 1
       AND EXISTS (SELECT 1 FROM json_each(imported_row.row, '$.holders') AS holder WHERE holder.value = import_holder.import)`,
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
          voided: null,
        };
        insert.run(record.number, file, JSON.stringify(record));
        return { outcome: 'begun', record };
      }),
    write: (record) =>
      write(() => {
        const { changes } = update.run(JSON.stringify(record), record.number);
        if (changes !== 1) throw new Error(`import ${record.number} was never begun`);
        // The same file may come again, as an import of its own.
        if (record.state === 'voided')
          releaseFile.run(`${record.file} voided ${record.number}`, record.number);
      }),
    read: async (number) => {
      const row = byNumber.get(number);
      return row === undefined ? undefined : json(row[0]);
    },
    rows: async (titleKey) =>
      rowsOf.all(titleKey, sealedKey(titleKey)).map((row) => ({ sealed: false, ...json(row[0]), titleKey })),
    putRow: (row) =>
      write(() => {
        for (const number of row.holders) hold.run(number, row.identity);
        if (row.sealed) {
          putRow.run(row.identity, sealedKey(row.titleKey), JSON.stringify({ ...row, titleKey: SEALED }));
        } else putRow.run(row.identity, row.titleKey, JSON.stringify(row));
      }),
    titleKeysOf: async (number) => titleKeys.all(number).map((row) => text(row[0])),
    forgetRow: ({ identity }) =>
      write(() => {
        forget.run(identity);
      }),
  };
};

/** Where a sealed row stands: found by its title still, and not to be read. */
const sealedKey = (titleKey: string): string =>
  `${SEALED}${createHash('sha256').update(titleKey).digest('hex')}`;
