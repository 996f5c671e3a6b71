import * as z from 'zod';
import type { SimilarItem } from '../../ports/ledger.ts';
import { hashedKey, itemIdOf } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import { orNull } from './row-parts.ts';

const SimilarEntry = z.object({
  pk: z.string(),
  title: z.string(),
  documentNumber: orNull(z.string()),
  acceptedAt: z.number(),
  bodyless: z.boolean(),
});

/** Two indexes, newest first; an item found by both is told once. */
export const findSimilar = async (
  { table }: LedgerContext,
  { title, documentNumber }: { readonly title: string; readonly documentNumber: string | null },
  limit: number,
): Promise<readonly SimilarItem[]> => {
  const newest = async (
    index: 'titles' | 'documentNumbers',
    key: string,
  ): Promise<readonly SimilarItem[]> => {
    const items: SimilarItem[] = [];
    if (limit < 1) return items;
    const rows = table.query({ index, partition: hashedKey(key), descending: true, pageSize: limit });
    for await (const row of rows) {
      const { pk, ...entry } = parseRow(SimilarEntry, row);
      items.push({ ...entry, itemId: itemIdOf({ pk }) });
      if (items.length === limit) break;
    }
    return items;
  };
  const found = await Promise.all([
    newest('titles', title),
    documentNumber === null ? [] : newest('documentNumbers', documentNumber),
  ]);
  const distinct = new Map(found.flat().map((item) => [item.itemId, item]));
  return [...distinct.values()].toSorted((a, b) => b.acceptedAt - a.acceptedAt).slice(0, limit);
};
