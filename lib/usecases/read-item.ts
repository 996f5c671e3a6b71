import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { type History, type HistoryOwner, historyHashes } from '../domain/history.ts';
import type { ChannelId, ItemId, Sha256 } from '../domain/item.ts';
import type { EditionContent, EditionRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { editionChain } from './edition-chain.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { createPresentItem } from './present-item.ts';
import type { KnownRelations, ReadRelations } from './relations/read-relations.ts';
import type { DecisionView } from './relations/suspect-view.ts';

export interface EditionView {
  readonly edition: number;
  readonly contentHash: string;
  readonly copyHash: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly reason: string | null;
}

export interface HistoryView {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly why: string | null;
  /** Null for what happened to the item as a whole. */
  readonly channel: ChannelId | null;
  /** Over this entry and all before it of the same item or delivery. */
  readonly hash: Sha256;
}

/** Merged with another item, kept apart from it, or that undone. */
export interface ItemDecisionView extends DecisionView {
  readonly with: ItemId;
  readonly hash: Sha256;
}

export interface ItemDetail extends ItemView {
  readonly item: EditionContent;
  /** All that were ever committed, oldest first. */
  readonly editions: readonly EditionView[];
  /** Items that are one with it by a person's decision. */
  readonly mergedWith: readonly ItemId[];
  /** What people decided about it and another item, oldest first. */
  readonly decisions: readonly ItemDecisionView[];
  /** Of the item and all its deliveries, oldest first. */
  readonly history: readonly HistoryView[];
}

export type ReadItem = (idOrNumber: string) => Promise<ItemDetail | undefined>;

const hashed = (owner: HistoryOwner, { history }: History) => {
  const hashes = historyHashes(owner, history);
  return history.map((entry, index) => ({ entry, channel: owner.channel, hash: hashes[index] ?? '' }));
};

const historyOf = ({ item, deliveries }: ItemSnapshot): HistoryView[] => {
  const entries = [
    ...hashed({ itemId: item.id, channel: null }, item),
    ...deliveries.flatMap((row) => hashed(row, row)),
  ].toSorted((a, b) => a.entry.at - b.entry.at);
  return entries.map(({ entry: { at, by, what, why }, channel, hash }) => ({
    at: isoShanghai(at),
    by,
    what,
    why,
    channel,
    hash,
  }));
};

const editionView = ({ recordedAt, ...edition }: EditionRow): EditionView => ({
  edition: edition.edition,
  contentHash: edition.contentHash,
  copyHash: edition.copyHash,
  recordedAt: isoShanghai(recordedAt),
  by: edition.by,
  reason: edition.reason,
});

const relationsOfItem = (
  itemId: ItemId,
  { decisions, groupOf }: KnownRelations,
): Pick<ItemDetail, 'mergedWith' | 'decisions'> => ({
  mergedWith: groupOf(itemId).filter((other) => other !== itemId),
  decisions: decisions.flatMap(({ items: [a, b], decision, at, by, reason, hash }) =>
    a === itemId || b === itemId
      ? [{ with: a === itemId ? b : a, decision, at: isoShanghai(at), by, reason, hash }]
      : [],
  ),
});

export const createReadItem =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly clock: Clock;
    readonly readRelations: ReadRelations;
  }): ReadItem =>
  async (idOrNumber) => {
    const { ledger } = dependencies;
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined) return undefined;
    const editions: EditionView[] = [];
    for await (const edition of editionChain(ledger, snapshot)) editions.unshift(editionView(edition));
    return {
      ...(await createPresentItem(dependencies)(snapshot)),
      item: snapshot.edition.content,
      editions,
      ...relationsOfItem(snapshot.item.id, await dependencies.readRelations()),
      history: historyOf(snapshot),
    };
  };
