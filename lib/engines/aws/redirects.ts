import * as z from 'zod';
import type { Sha256 } from '../../domain/item.ts';
import type { KnownContent, Ledger } from '../../ports/ledger.ts';
import { itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import type { StoredRow } from './table-access.ts';

/** Stands where the item of that content hash would stand, so that one condition keeps both off the place. */
const StoredRedirect = z.object({ sameAs: z.string(), editionKey: z.string() });

export const isRedirect = (row: StoredRow): boolean => row['sameAs'] !== undefined;

export const resolveContent = async (
  { table }: LedgerContext,
  contentHash: Sha256,
): Promise<KnownContent | undefined> => {
  const row = await table.get(itemKey(contentHash));
  if (row === undefined) return undefined;
  if (!isRedirect(row)) return { itemId: contentHash, editionKey: null };
  const { sameAs, editionKey } = parseRow(StoredRedirect, row);
  return { itemId: sameAs, editionKey };
};

/** One conditional put: on a free place, or over this item's own redirect. */
export const redirectContent = async (
  context: LedgerContext,
  contentHash: Sha256,
  { itemId, editionKey }: Parameters<Ledger['redirect']>[1],
): ReturnType<Ledger['redirect']> => {
  const put = await context.table.put(
    { ...itemKey(contentHash), sameAs: itemId, editionKey },
    { expression: 'attribute_not_exists(#pk) OR #sameAs = :itemId', values: { ':itemId': itemId } },
  );
  if (put) return { outcome: 'redirected' };
  const holder = await resolveContent(context, contentHash);
  if (holder === undefined) throw new Error(`content ${contentHash} was taken and is free again`);
  return { outcome: 'taken', by: holder.itemId };
};
