import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { isToBeShown } from '../domain/delivery-plan.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot, Receipt, WithdrawalCause } from '../domain/ledger-rows.ts';
import { mayHaveCopy } from '../domain/owed-after-change.ts';
import type { Copy } from '../ports/channel.ts';
import type { Ledger } from '../ports/ledger.ts';
import { copyOf } from './copy-of.ts';
import { findItem } from './find-item.ts';

/** What a clerk needs to put an item up by hand, or to take it down (copy sheet). */
export interface CopySheet {
  readonly copy: Copy;
  readonly channelName: string;
  /** Null for a copy that is to be put up. */
  readonly takeDown: TakeDown | null;
}

export interface TakeDown {
  /** What is known of where the copy stands; null where nobody has reported it yet. */
  readonly receipt: Receipt | null;
  readonly publicAt: Instant | null;
  /** What the public is to read in its place; null: nothing particular. */
  readonly notice: string | null;
  /** Null where the item was only taken off this channel. */
  readonly cause: WithdrawalCause | null;
}

export type ReadCopySheet = (idOrNumber: string, channel: ChannelId) => Promise<CopySheet | undefined>;

const takeDownOf = ({ item }: ItemSnapshot, row: DeliveryRow): TakeDown => ({
  receipt: row.receipt,
  publicAt: row.publicAt,
  notice: item.withdrawal?.notice ?? null,
  cause: item.withdrawal?.cause ?? null,
});

/**
 * The committed edition as one channel shows it, or what has to be taken down there; undefined for an unknown item, and for a
 * channel that neither is to show it nor may have a copy.
 */
export const createReadCopySheet =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  }): ReadCopySheet =>
  async (idOrNumber, channel) => {
    const definition = dependencies.definitions.get(channel);
    const snapshot = await findItem(dependencies.ledger, idOrNumber);
    if (definition === undefined || snapshot === undefined) return undefined;
    const row = snapshot.deliveries.find((delivery) => delivery.channel === channel);
    const isShown = isToBeShown(snapshot.item, channel);
    if (!isShown && (row === undefined || !mayHaveCopy(row))) return undefined;
    return {
      copy: copyOf(snapshot, definition, await dependencies.ledger.epoch()),
      channelName: definition.name,
      takeDown: isShown || row === undefined ? null : takeDownOf(snapshot, row),
    };
  };
