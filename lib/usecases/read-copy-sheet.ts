import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Copy } from '../ports/channel.ts';
import type { Ledger } from '../ports/ledger.ts';
import { copyOf } from './copy-of.ts';
import { findItem } from './find-item.ts';

/** What a clerk needs to put an item up by hand (copy sheet). */
export interface CopySheet {
  readonly copy: Copy;
  readonly channelName: string;
}

export type ReadCopySheet = (idOrNumber: string, channel: ChannelId) => Promise<CopySheet | undefined>;

/** The committed edition as one channel shows it; undefined for an unknown item, or a channel the item is not planned for. */
export const createReadCopySheet =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  }): ReadCopySheet =>
  async (idOrNumber, channel) => {
    const definition = dependencies.definitions.get(channel);
    const snapshot = await findItem(dependencies.ledger, idOrNumber);
    if (definition === undefined || snapshot === undefined) return undefined;
    if (!snapshot.item.plan.includes(channel) || snapshot.item.state === 'withdrawn') return undefined;
    return {
      copy: copyOf(snapshot, definition, await dependencies.ledger.epoch()),
      channelName: definition.name,
    };
  };
