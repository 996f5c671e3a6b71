import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import { storedEdition } from './edition-rows.ts';
import { eraseRejected, noteAttachments } from './erase-content.ts';
import { sealHistory } from './history-blocks.ts';
import { storedItem } from './item-rows.ts';
import { acceptedIn, itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';

/** True for content that came without a body, as an import may bring it. */
export const isBodyless = ({ content }: EditionRow): boolean => content.body.content === '';

/** Everything the item row points to is written first; the put of the item row is the commit. */
export const acceptItem = async (
  context: LedgerContext,
  item: ItemRow,
  edition: EditionRow,
): Promise<'accepted' | 'exists'> => {
  const { table, packing, calendar, memory } = context;
  await Promise.all([
    noteAttachments(context, edition),
    storedEdition(edition, packing).then((row) => table.put(row)),
    sealHistory(table, itemKey(item.id), item.history, 0),
    calendar.noteMonth(acceptedIn(item.acceptedAt)),
  ]);
  const accepted = await table.put(storedItem(item, isBodyless(edition)), {
    expression: 'attribute_not_exists(#pk)',
  });
  if (!accepted) {
    await eraseRejected(context, edition);
    return 'exists';
  }
  memory.sawItem(item);
  return 'accepted';
};
