import type { ItemId } from '../../domain/item.ts';
import type { ArticleRecord } from './article-record.ts';

/** What the site shows, in memory: the pages are the truth, this is a view of them. */
export interface Catalogue {
  /** Notes what an article is now; null: withdrawn. An older generation changes nothing, so order does not matter. */
  note(key: ItemId, generation: number, record: ArticleRecord | null): void;
  /** Oldest first: by first publication, then key. The caller must not change it. */
  all(): readonly ArticleRecord[];
}

const compare = (a: ArticleRecord, b: ArticleRecord): number =>
  a.publicAt - b.publicAt || (a.key < b.key ? -1 : Number(a.key > b.key));

export const createCatalogue = (): Catalogue => {
  const known = new Map<ItemId, { readonly generation: number; readonly record: ArticleRecord | null }>();
  let sorted: readonly ArticleRecord[] | null = null;
  return {
    note: (key, generation, record) => {
      if ((known.get(key)?.generation ?? -1) > generation) return;
      known.set(key, { generation, record });
      sorted = null;
    },
    all: () => {
      sorted ??= Array.from(known.values(), ({ record }) => record)
        .filter((record) => record !== null)
        .toSorted(compare);
      return sorted;
    },
  };
};
