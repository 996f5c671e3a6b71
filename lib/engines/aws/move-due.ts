import type { Instant, ItemId } from '../../domain/item.ts';
import { itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';

/** One conditional update; false when `dueAt` is not the one seen, or is to go while something is owed. */
export const moveDue = (
  { table }: LedgerContext,
  itemId: ItemId,
  seenDueAt: Instant,
  dueAt: Instant | null,
): Promise<boolean> => {
  const key = itemKey(itemId);
  if (dueAt !== null) {
    const values = { ':seen': seenDueAt, ':next': dueAt };
    return table.update(key, { expression: 'SET #dueAt = :next', values }, '#dueAt = :seen');
  }
  return table.update(
    key,
    { expression: 'REMOVE #dueAt', values: { ':seen': seenDueAt } },
    '#dueAt = :seen AND attribute_not_exists(#owed) AND attribute_not_exists(#erasing)',
  );
};
