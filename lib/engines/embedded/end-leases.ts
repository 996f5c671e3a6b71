import { withEntry } from '../../domain/history.ts';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { integer, text } from './columns.ts';
import {
  DELIVERY_COLUMNS,
  decodeDelivery,
  encodeDelivery,
  WRITTEN_DELIVERY_COLUMNS,
} from './delivery-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import type { KeepOwing } from './owing.ts';
import { prepareQuery } from './query.ts';

/** A holder that died may have sent: its delivery is looked up at once, and owed until that is known. */
export const createEndLeases = (context: LedgerContext, keepOwing: KeepOwing): Ledger['endLeases'] => {
  const { database, write, clock, newestRecorded, publicationCodes, historyBlocks } = context;
  const held = prepareQuery(
    database,
    `SELECT ${DELIVERY_COLUMNS}, delivery.item FROM delivery WHERE lease_token IS NOT NULL`,
  );
  const item = prepareQuery(database, 'SELECT id, generation FROM item WHERE seq = ?');
  const update = database.prepare(
    `UPDATE delivery SET ${WRITTEN_DELIVERY_COLUMNS.map((column) => `${column} = ?`).join(', ')}
     WHERE item = ? AND channel = ?`,
  );
  return () =>
    write(() => {
      const now = clock.now();
      const leased = held.all();
      for (const row of leased) {
        const sequence = integer(row.at(-1));
        const [id, generation] = item.get(sequence) ?? [];
        const sealed = historyBlocks.of(sequence, text(row[0]));
        const ended = endLease(decodeDelivery(text(id), row, sealed), now);
        historyBlocks.seal(sequence, ended.channel, ended.history);
        update.run(...encodeDelivery(ended, publicationCodes.codesOf(ended)), sequence, ended.channel);
        keepOwing(sequence, ended.channel, {
          generation: integer(generation),
          owed: { is: 'due', dueAt: now },
        });
        newestRecorded.saw(now);
      }
      return leased.length;
    });
};

const endLease = (delivery: DeliveryRow, now: number): DeliveryRow => ({
  ...delivery,
  version: delivery.version + 1,
  state: 'unknown',
  lease: null,
  nextAttemptAt: now,
  ...withEntry(delivery, { at: now, by: 'system', what: 'lease-ended', why: null }),
});
