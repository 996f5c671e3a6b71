import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import { storedDelivery } from './delivery-rows.ts';
import { sealHistory } from './history-blocks.ts';
import { deliveryKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import type { Condition } from './table-access.ts';

/** Puts a delivery row and, before it, everything that its readers will need; false when the condition fails. */
export const writeDelivery = async (
  { table, calendar, memory }: LedgerContext,
  next: DeliveryRow,
  condition: Condition,
): Promise<boolean> => {
  const key = deliveryKey(next.itemId, next.channel);
  await Promise.all([
    sealHistory(table, key, next.history, memory.sealed(key)),
    next.publicAt === null ? undefined : calendar.noteYear(yearOf(next.publicAt)),
  ]);
  const written = await table.put(storedDelivery(next), condition);
  if (written) memory.sawDelivery(next);
  return written;
};

/** Holds while the row has the version seen; 0 is no row yet. */
export const atVersion = (version: number): Condition =>
  version === 0
    ? { expression: 'attribute_not_exists(#pk)' }
    : { expression: '#version = :version', values: { ':version': version } };
