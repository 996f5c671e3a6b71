import type { ItemId } from '../../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { integer, text } from './columns.ts';
import { DELIVERY_COLUMNS, decodeDelivery } from './delivery-rows.ts';
import type { Editions } from './editions.ts';
import { decodeItem, ITEM_COLUMNS } from './item-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import { createOneMoment } from './one-moment.ts';
import { prepareQuery } from './query.ts';

/** Reads the deliveries of an item, ordered by channel. */
export type ReadDeliveries = (itemId: ItemId, sequence: number) => readonly DeliveryRow[];

export const createReadDeliveries = ({
  database,
  historyBlocks,
}: Pick<LedgerContext, 'database' | 'historyBlocks'>): ReadDeliveries => {
  const find = prepareQuery(
    database,
    `SELECT ${DELIVERY_COLUMNS} FROM delivery WHERE item = ? ORDER BY channel`,
  );
  return (itemId, sequence) =>
    find.all(sequence).map((row) => decodeDelivery(itemId, row, historyBlocks.of(sequence, text(row[0]))));
};

export const createRead = (
  { database, historyBlocks }: LedgerContext,
  editions: Editions,
  readDeliveries: ReadDeliveries,
): Ledger['read'] => {
  const find = prepareQuery(database, `SELECT ${ITEM_COLUMNS}, item.seq FROM item WHERE id = ?`);
  const inOneMoment = createOneMoment(database);
  const read = (itemId: ItemId, asOf: number): ItemSnapshot | undefined => {
    const row = find.get(itemId);
    if (row === undefined) return undefined;
    const sequence = integer(row.at(-1));
    const item = decodeItem(row, historyBlocks.of(sequence, null));
    return {
      item,
      edition: editions.read(sequence, item.editionKey, asOf),
      deliveries: readDeliveries(itemId, sequence),
    };
  };
  return async (itemId) => {
    const asOf = editions.moment();
    return inOneMoment(() => read(itemId, asOf));
  };
};

export const createReadEdition =
  ({ sequence }: LedgerContext, editions: Editions): Ledger['readEdition'] =>
  async (itemId, key) => {
    const item = sequence.of(itemId);
    const edition = item === undefined ? undefined : editions.find(item, key);
    return edition?.itemId === itemId ? edition : undefined;
  };
