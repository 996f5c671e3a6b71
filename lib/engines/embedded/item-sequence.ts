import type { DatabaseSync } from 'node:sqlite';
import type { ItemId } from '../../domain/item.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** The number that rows of an item are tied together by, in order of acceptance. It never changes. */
export interface ItemSequence {
  of(itemId: ItemId): number | undefined;
  /** Forgets items that may never have been committed. */
  forget(): void;
}

/** Items that are being worked on at the same time, and then some. */
const REMEMBERED = 50_000;

export const createItemSequence = (database: DatabaseSync): ItemSequence => {
  const find = prepareQuery(database, 'SELECT seq FROM item WHERE id = ?');
  const known = createBoundedCache<ItemId, number>({ capacity: REMEMBERED });
  return {
    of: (itemId) => {
      const remembered = known.get(itemId);
      if (remembered !== undefined) return remembered;
      const row = find.get(itemId);
      if (row === undefined) return undefined;
      const sequence = integer(row[0]);
      known.set(itemId, sequence);
      return sequence;
    },
    forget: known.clear,
  };
};
