import type { ItemId } from '../../domain/item.ts';
import { unexaminedKey } from './keys.ts';
import type { TableAccess } from './table-access.ts';

/** The item has to be compared with others: a row of its own, so that it waits whatever dies. `mark` names what it says now. */
export const expectExamination = async (table: TableAccess, itemId: ItemId, mark: string): Promise<void> => {
  await table.put({ ...unexaminedKey(itemId), mark });
};
