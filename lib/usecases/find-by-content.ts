import type { ItemId, Sha256 } from '../domain/item.ts';
import type { EditionRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Ledger } from '../ports/ledger.ts';
import { editionChain } from './edition-chain.ts';

export type FoundContent =
  /** `editions`: those of the item that say this content, newest first; the item may say something else by now. */
  | {
      readonly outcome: 'found';
      readonly snapshot: ItemSnapshot;
      readonly editions: readonly [EditionRow, ...EditionRow[]];
    }
  /** A correction of the item was to say it and has not been committed: it is under way, died, or lost to another. */
  | { readonly outcome: 'unfinished'; readonly itemId: ItemId };

/**
 * The item that says a content, or said it. A redirect alone proves nothing: it is written before the correction is
 * committed. What was ever committed stands in the chain of editions.
 */
export const findByContent = async (
  ledger: Pick<Ledger, 'read' | 'readEdition' | 'resolve'>,
  contentHash: Sha256,
): Promise<FoundContent | undefined> => {
  const own = await ledger.read(contentHash);
  const itemId = own === undefined ? (await ledger.resolve(contentHash))?.itemId : contentHash;
  if (itemId === undefined) return undefined;
  const snapshot = own ?? (await ledger.read(itemId));
  if (snapshot === undefined) throw new Error(`item ${itemId} is known but cannot be read`);
  const saying: EditionRow[] = [];
  for await (const edition of editionChain(ledger, snapshot)) {
    if (edition.contentHash === contentHash) saying.push(edition);
  }
  const [newest, ...older] = saying;
  if (newest !== undefined) return { outcome: 'found', snapshot, editions: [newest, ...older] };
  // The chain of an item from an old ledger may not reach back to the content that its id is the hash of.
  return own === undefined
    ? { outcome: 'unfinished', itemId }
    : { outcome: 'found', snapshot, editions: [snapshot.edition] };
};
