import type { SQLInputValue } from 'node:sqlite';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { encodeDelivery, WRITTEN_DELIVERY_COLUMNS } from './delivery-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import type { KeepOwing } from './owing.ts';

const INSERT = `INSERT INTO delivery (${WRITTEN_DELIVERY_COLUMNS.join(', ')}, item, channel)
  VALUES (${WRITTEN_DELIVERY_COLUMNS.map(() => '?').join(', ')}, ?, ?)
  ON CONFLICT (item, channel) DO NOTHING`;
const UPDATE = `UPDATE delivery SET ${WRITTEN_DELIVERY_COLUMNS.map((column) => `${column} = ?`).join(', ')}
  WHERE item = ? AND channel = ?`;

/** The three ways to write a delivery: each one conditional statement, and what it means for its item. */
export const createWriteDelivery = (
  context: LedgerContext,
  keepOwing: KeepOwing,
): Pick<Ledger, 'claim' | 'settle' | 'amend'> => {
  const { database, write, sequence, newestRecorded, publicationCodes, historyBlocks } = context;
  const insert = database.prepare(INSERT);
  const updateVersion = database.prepare(`${UPDATE} AND version = ?`);
  const updateLeased = database.prepare(`${UPDATE} AND lease_token = ?`);

  /** Runs a statement that ends with item, channel and the condition; true when the condition held. */
  const put = (
    statement: typeof insert,
    next: DeliveryRow,
    item: number,
    ...condition: readonly SQLInputValue[]
  ): boolean => {
    const values = encodeDelivery(next, publicationCodes.codesOf(next));
    const written = statement.run(...values, item, next.channel, ...condition).changes === 1;
    if (written) {
      historyBlocks.seal(item, next.channel, next.history);
      newestRecorded.saw(next.history.at(-1)?.at, next.sentAt);
    }
    return written;
  };

  const putVersion = (next: DeliveryRow, item: number, seenVersion: number): boolean =>
    seenVersion === 0 ? put(insert, next, item) : put(updateVersion, next, item, seenVersion);

  return {
    claim: (next, seenVersion) =>
      write(() => {
        const item = sequence.of(next.itemId);
        return item !== undefined && putVersion(next, item, seenVersion) ? 'claimed' : 'lost';
      }),
    settle: (next, leaseToken, change) =>
      write(() => {
        const item = sequence.of(next.itemId);
        if (item === undefined || !put(updateLeased, next, item, leaseToken)) return 'lost';
        return keepOwing(item, next.channel, change) === 'kept' ? 'settled' : 'superseded';
      }),
    amend: (next, seenVersion, change) =>
      write(() => {
        const item = sequence.of(next.itemId);
        if (item === undefined || !putVersion(next, item, seenVersion)) return 'stale';
        return keepOwing(item, next.channel, change) === 'kept' ? 'amended' : 'superseded';
      }),
  };
};
