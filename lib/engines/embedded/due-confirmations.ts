import type { Ledger } from '../../ports/ledger.ts';
import { integer, text } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

/** The index is part of each commit, so it is never stale here. */
export const createDueConfirmations = ({
  database,
}: Pick<LedgerContext, 'database'>): Ledger['dueConfirmations'] => {
  const page = prepareQuery(
    database,
    `SELECT item.id, delivery.confirm_at, delivery.rowid FROM delivery JOIN item ON item.seq = delivery.item
     WHERE delivery.channel = ? AND delivery.confirm_at IS NOT NULL AND delivery.confirm_at <= ?
       AND (delivery.confirm_at, delivery.rowid) > (?, ?)
     ORDER BY delivery.confirm_at, delivery.rowid LIMIT ?`,
  );
  return async (channel, moment, cursor, limit) => {
    const [confirmAt, rowId] = readCursor(cursor) ?? [Number.MIN_SAFE_INTEGER, 0];
    const rows = page.all(channel, moment, confirmAt, rowId, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ itemId: text(row[0]), confirmAt: integer(row[1]) })),
      nextCursor:
        last === undefined || rows.length < limit ? null : cursorOf([integer(last[1]), integer(last[2])]),
    };
  };
};
