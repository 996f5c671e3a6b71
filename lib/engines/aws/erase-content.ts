import * as z from 'zod';
import type { ItemId, Sha256 } from '../../domain/item.ts';
import type { EditionRow } from '../../domain/ledger-rows.ts';
import { type EditionOutline, outlineOf, sealedEdition } from '../../domain/sealing.ts';
import { bodilessEditionOf, storedEdition } from './edition-rows.ts';
import { attachmentPartition, attachmentUseKey, editionsOfItem, itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';

const AttachmentUse = z.object({ itemId: z.string() });

/** Without their bodies: one that a crash left behind may name an object that is gone. */
const readEditions = async ({ table }: LedgerContext, itemId: ItemId): Promise<readonly EditionRow[]> => {
  const editions: EditionRow[] = [];
  for await (const row of table.query(editionsOfItem(itemId))) editions.push(bodilessEditionOf(row));
  return editions;
};

export const readOutlines = async (
  context: LedgerContext,
  itemId: ItemId,
): Promise<readonly EditionOutline[]> => (await readEditions(context, itemId)).map(outlineOf);

/** Written before the edition that names the files: a use without its edition keeps a file, a missing one would lose it. */
export const noteAttachments = async (
  { table }: LedgerContext,
  { itemId, content }: EditionRow,
): Promise<void> => {
  await Promise.all(
    content.attachments.map(({ sha256 }) => table.put({ ...attachmentUseKey(sha256, itemId), itemId })),
  );
};

export const itemsShowing = async ({ table }: LedgerContext, sha256: Sha256): Promise<readonly ItemId[]> => {
  const items: ItemId[] = [];
  for await (const row of table.query({ partition: attachmentPartition(sha256) })) {
    items.push(parseRow(AttachmentUse, row).itemId);
  }
  return items;
};

/** The rows first: a body that no row names any more is all that a crash in between leaves, and the next pass removes it. */
export const eraseContent = async (context: LedgerContext, itemId: ItemId): Promise<void> => {
  const { table, packing } = context;
  for (const edition of await readEditions(context, itemId)) {
    await table.put(await storedEdition(sealedEdition(edition), packing));
  }
  await packing.erase(itemId);
};

/**
 * Erases an edition that was written for an item that turned out to be sealed: nothing would ever look for its words there.
 * A writer that dies before it comes here leaves them until somebody posts the content again.
 */
export const eraseRejected = async (
  context: LedgerContext,
  { itemId }: Pick<EditionRow, 'itemId'>,
): Promise<void> => {
  const item = await context.table.get(itemKey(itemId));
  if (item?.['seal'] === undefined) return;
  await eraseContent(context, itemId);
};
