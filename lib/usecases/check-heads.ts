import { emptyHistory, type HistoryOwner, historyHashes } from '../domain/history.ts';
import type { ChannelId, ItemId, Sha256 } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Ledger } from '../ports/ledger.ts';

/** A head of a history as somebody has kept it. */
export interface KeptHead {
  readonly itemId: ItemId;
  /** Null for the history of the item itself. */
  readonly channel: ChannelId | null;
  readonly head: Sha256;
}

/** Answers those heads that the history of their row does not go through any more, in the order given. */
export type CheckHeads = (heads: readonly KeptHead[]) => Promise<readonly KeptHead[]>;

/** Items read at once. */
const READS_AT_ONCE = 20;

/** Hashes every history anew from its entries: an entry that was changed, left out or moved takes all later heads with it. */
export const createCheckHeads = ({ ledger }: { readonly ledger: Pick<Ledger, 'read'> }): CheckHeads => {
  const unknownOf = async (itemId: ItemId, heads: readonly KeptHead[]): Promise<readonly KeptHead[]> => {
    const snapshot = await ledger.read(itemId);
    const known = new Map<ChannelId | null, ReadonlySet<Sha256>>();
    return heads.filter(({ channel, head }) => {
      const hashes = known.get(channel) ?? hashesOf(snapshot, { itemId, channel });
      known.set(channel, hashes);
      return !hashes.has(head);
    });
  };

  return async (heads) => {
    const items = [...Map.groupBy(heads, ({ itemId }) => itemId)];
    const unknown = new Set<KeptHead>();
    for (let from = 0; from < items.length; from += READS_AT_ONCE) {
      const read = await Promise.all(
        items.slice(from, from + READS_AT_ONCE).map(([itemId, of]) => unknownOf(itemId, of)),
      );
      for (const head of read.flat()) unknown.add(head);
    }
    return heads.filter((head) => unknown.has(head));
  };
};

/** Every hash that was ever the head of the row's history; none where there is no such row. */
const hashesOf = (snapshot: ItemSnapshot | undefined, owner: HistoryOwner): ReadonlySet<Sha256> => {
  const row =
    owner.channel === null
      ? snapshot?.item
      : snapshot?.deliveries.find(({ channel }) => channel === owner.channel);
  if (row === undefined) return new Set();
  return new Set([emptyHistory(owner).historyHead, ...historyHashes(owner, row.history)]);
};
