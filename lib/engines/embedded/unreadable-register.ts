import type { UnreadableMessage, UnreadableRegister } from '../../ports/registers.ts';
import { integer, text } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

/** Newest first. A message that comes again under its id is the same message. */
export const createUnreadableRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): UnreadableRegister => {
  const put = database.prepare(
    `INSERT INTO unreadable (id, received_at, source, body, problem) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const page = prepareQuery(
    database,
    `SELECT id, received_at, source, body, problem, seq FROM unreadable WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  return {
    put: ({ id, receivedAt, source, body, problem }) =>
      write(() => {
        put.run(id, receivedAt, source, body, problem);
      }),
    list: async (cursor, limit) => {
      const [, before] = readCursor(cursor) ?? [0, Number.MAX_SAFE_INTEGER];
      const rows = page.all(before, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map(decodeMessage),
        nextCursor:
          last === undefined || rows.length < limit ? null : cursorOf([integer(last[1]), integer(last[5])]),
      };
    },
  };
};

const decodeMessage = (row: Row): UnreadableMessage => ({
  id: text(row[0]),
  receivedAt: integer(row[1]),
  source: text(row[2]),
  body: text(row[3]),
  problem: text(row[4]),
});
