import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId } from '../domain/item.ts';
import type { EditionContent, HistoryEntry, ItemSnapshot } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { titleKeys } from './title-keys.ts';
import { SIMILAR_SHOWN, viewItem } from './view-item.ts';

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
}

export interface ItemDetail extends ItemView {
  readonly item: EditionContent;
  readonly editions: readonly EditionView[];
  /** Of the item and all its deliveries, oldest first. */
  readonly history: readonly HistoryView[];
}

export type ReadItem = (idOrNumber: string) => Promise<ItemDetail | undefined>;

const told = (entry: HistoryEntry, channel: ChannelId | null) => ({ entry, channel });

const historyOf = ({ item, deliveries }: ItemSnapshot): HistoryView[] => {
  const entries = [
    ...item.history.map((entry) => told(entry, null)),
    ...deliveries.flatMap(({ history, channel }) => history.map((entry) => told(entry, channel))),
  ].toSorted((a, b) => a.entry.at - b.entry.at);
  return entries.map(({ entry: { at, by, what, why }, channel }) => ({
    at: isoShanghai(at),
    by,
    what,
    why,
    channel,
  }));
};

export const createReadItem =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly clock: Clock;
  }): ReadItem =>
  async (idOrNumber) => {
    const { ledger, definitions, clock } = dependencies;
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined) return undefined;
    const { edition } = snapshot;
    const similar = await ledger.findSimilar(titleKeys(edition.content), SIMILAR_SHOWN + 1);
    const view = viewItem(snapshot, similar, clock.now(), (id) => definitions.get(id)?.practice ?? false);
    return {
      ...view,
      item: edition.content,
      editions: [
        {
          edition: edition.edition,
          contentHash: edition.contentHash,
          copyHash: edition.copyHash,
          recordedAt: isoShanghai(edition.recordedAt),
          by: edition.by,
          reason: edition.reason,
        },
      ],
      history: historyOf(snapshot),
    };
  };
