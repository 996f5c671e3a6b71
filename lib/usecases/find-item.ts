import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Ledger } from '../ports/ledger.ts';

const ID = /^[0-9a-f]{64}$/;
const NUMBER = /^\d{4}-\d{4,9}$/;

/** Finds an item by its id or its short number; undefined when there is none, or when the text is neither. */
export const findItem = async (ledger: Ledger, idOrNumber: string): Promise<ItemSnapshot | undefined> => {
  if (ID.test(idOrNumber)) return ledger.read(idOrNumber);
  if (!NUMBER.test(idOrNumber)) return undefined;
  const itemId = await ledger.findByNumber(idOrNumber);
  return itemId === undefined ? undefined : ledger.read(itemId);
};
