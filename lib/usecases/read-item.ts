import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { type History, type HistoryOwner, historyHashes } from '../domain/history.ts';
import type { ChannelId, Sha256 } from '../domain/item.ts';
import type { EditionContent, EditionRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { editionChain } from './edition-chain.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { createPresentItem } from './present-item.ts';

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

export interface ItemDetail extends ItemView {
  readonly item: EditionContent;
  /** All that were ever committed, oldest first. */
  readonly editions: readonly EditionView[];
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

export const createReadItem =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly clock: Clock;
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
      history: historyOf(snapshot),
    };
  };
