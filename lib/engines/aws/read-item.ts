import type { ItemId } from '../../domain/item.ts';
import type { EditionRow, ItemSnapshot } from '../../domain/ledger-rows.ts';
import type { ListedItem } from '../../ports/ledger.ts';
import { deliveryOf } from './delivery-rows.ts';
import { editionOf } from './edition-rows.ts';
import { itemOf } from './item-rows.ts';
import { editionKey, isDeliveryKey, itemKey, itemPartition } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { isRedirect } from './redirects.ts';
import type { StoredRow } from './table-access.ts';

interface GatheredItem extends ListedItem {
  /** Every row of the item's partition by its sort key, editions and history too. */
  readonly partition: ReadonlyMap<string, StoredRow>;
}

/** Everything about an item in one consistent query; undefined where no item row stands. */
export const gatherItem = async (
  { table, memory }: LedgerContext,
  id: ItemId,
): Promise<GatheredItem | undefined> => {
  const partition = new Map<string, StoredRow>();
  for await (const row of table.query({ partition: itemPartition(id) }))
    partition.set(String(row['sk']), row);
  const stored = partition.get(itemKey(id).sk);
  if (stored === undefined || isRedirect(stored)) return undefined;
  const item = itemOf(stored, partition);
  const deliveries = [...partition]
    .filter(([sk]) => isDeliveryKey({ sk }))
    .map(([, row]) => deliveryOf(row, partition));
  memory.sawItem(item);
  for (const delivery of deliveries) memory.sawDelivery(delivery);
  return { item, deliveries, partition };
};

/** Throws when the edition that the item row names is missing: it was written first, so our own code broke. */
export const readItem = async (context: LedgerContext, id: ItemId): Promise<ItemSnapshot | undefined> => {
  const gathered = await gatherItem(context, id);
  if (gathered === undefined) return undefined;
  const { item, deliveries, partition } = gathered;
  const key = editionKey(id, item.editionKey);
  // A correction that commits while the query runs names an edition that the query had already passed.
  const row = partition.get(key.sk) ?? (await context.table.get(key));
  if (row === undefined) throw new Error(`row ${key.pk} / ${key.sk} is missing`);
  return { item, edition: await editionOf(row, context.packing), deliveries };
};

export const readEdition = async (
  { table, packing }: LedgerContext,
  id: ItemId,
  key: string,
): Promise<EditionRow | undefined> => {
  const row = await table.get(editionKey(id, key));
  return row === undefined ? undefined : editionOf(row, packing);
};
