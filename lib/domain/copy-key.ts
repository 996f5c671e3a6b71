import type { ItemId } from './item.ts';

/** Names one edition of an item in files that people and platforms carry about. */
export interface CopyKey {
  /** The short number, or the id where none was given yet. */
  readonly idOrNumber: string;
  /** Null where only the item is named. */
  readonly edition: number | null;
}

const KEY = /^(?<item>[0-9a-f]{64}|\d{4}-\d{4,9})(?:\/(?<edition>[1-9]\d{0,5}))?$/;

/** `2026-0078/1`: item and edition. */
export const copyKey = (copy: {
  readonly itemId: ItemId;
  readonly number: string | null;
  readonly edition: number;
}): string => `${copy.number ?? copy.itemId}/${copy.edition}`;

/** Undefined for what is no key. White space around it and full-width characters do no harm. */
export const parseCopyKey = (text: string): CopyKey | undefined => {
  const { item, edition } = KEY.exec(text.normalize('NFKC').trim())?.groups ?? {};
  return item === undefined
    ? undefined
    : { idOrNumber: item, edition: edition === undefined ? null : Number(edition) };
};
