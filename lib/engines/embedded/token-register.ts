import type { TokenRegister } from '../../ports/registers.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export const createTokenRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): TokenRegister => {
  const byHash = prepareQuery(database, 'SELECT record FROM token WHERE hash = ?');
  const all = prepareQuery(database, 'SELECT record FROM token ORDER BY rowid');
  const put = database.prepare(
    `INSERT INTO token (id, hash, record) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, record = excluded.record`,
  );
  return {
    find: async (hash) => {
      const row = byHash.get(hash);
      return row === undefined ? undefined : json(row[0]);
    },
    list: async () => all.all().map((row) => json(row[0])),
    put: (record) =>
      write(() => {
        put.run(record.id, record.hash, JSON.stringify(record));
      }),
  };
};
