import type { Ledger } from '../../ports/ledger.ts';
import { integer, text } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

/** What the tick lives by. The index is part of each commit, so it is never stale here. */
export const createDue = ({
  database,
  write,
}: LedgerContext): Pick<Ledger, 'due' | 'moveDue' | 'nextDueAt'> => {
  const page = prepareQuery(
    database,
    `SELECT id, due_at, seq FROM item
     WHERE due_at IS NOT NULL AND due_at <= ? AND (due_at, seq) > (?, ?) ORDER BY due_at, seq LIMIT ?`,
  );
  const earliest = prepareQuery(database, 'SELECT min(due_at) FROM item WHERE due_at IS NOT NULL');
  const move = database.prepare(
    `UPDATE item SET due_at = ?1 WHERE id = ?2 AND due_at = ?3 AND (?1 IS NOT NULL OR (owed = '[]' AND erasing = 0))`,
  );
  return {
    due: async (moment, cursor, limit) => {
      const [dueAt, sequence] = readCursor(cursor) ?? [Number.MIN_SAFE_INTEGER, 0];
      const rows = page.all(moment, dueAt, sequence, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => ({ itemId: text(row[0]), dueAt: integer(row[1]) })),
        nextCursor:
          last === undefined || rows.length < limit ? null : cursorOf([integer(last[1]), integer(last[2])]),
      };
    },
    moveDue: (itemId, seenDueAt, dueAt) => write(() => move.run(dueAt, itemId, seenDueAt).changes === 1),
    nextDueAt: async () => {
      const row = earliest.get();
      return typeof row?.[0] === 'number' ? row[0] : null;
    },
  };
};
