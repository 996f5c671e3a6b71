import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Editions } from './editions.ts';
import { encodeItem, WRITTEN_ITEM_COLUMNS } from './item-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import { createNumberer } from './number-items.ts';
import type { Redirects } from './redirects.ts';
import { isBodyless, titleKeysOf } from './title-keys.ts';

const INSERT = `INSERT INTO item (id, number, bodyless, ${WRITTEN_ITEM_COLUMNS.join(', ')})
  VALUES (?, ?, ?, ${WRITTEN_ITEM_COLUMNS.map(() => '?').join(', ')})`;

/** Item, number and edition in one transaction: whoever reads the item finds all three. */
export const createAccept = (
  context: LedgerContext,
  editions: Editions,
  redirects: Redirects,
): Ledger['accept'] => {
  const { database, write, sequence, newestRecorded } = context;
  const insert = database.prepare(INSERT);
  const takeNumber = createNumberer(database);

  const acceptNew = (item: ItemRow, edition: EditionRow): void => {
    const { lastInsertRowid } = insert.run(
      item.id,
      takeNumber(item.acceptedAt),
      isBodyless(edition) ? 1 : 0,
      ...encodeItem(item, titleKeysOf(item)),
    );
    editions.insert(Number(lastInsertRowid), edition);
    newestRecorded.saw(item.acceptedAt, item.recordedAt, edition.recordedAt, item.history.at(-1)?.at);
  };

  return async (item, edition) => {
    const asOf = editions.moment();
    const outcome = await write(() => {
      if (sequence.of(item.id) !== undefined || redirects.has(item.id)) return 'exists';
      acceptNew(item, edition);
      return 'accepted';
    });
    if (outcome === 'accepted') editions.remember(edition, asOf);
    return outcome;
  };
};
