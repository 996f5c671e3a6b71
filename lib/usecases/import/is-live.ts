import type { ChannelId } from '../../domain/item.ts';
import type { ItemSnapshot } from '../../domain/ledger-rows.ts';

/** Live delivered, or going to be: no import changes that channel of the item. */
export const isLive = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): boolean =>
  item.owed.includes(channel) || deliveries.some((row) => row.channel === channel && row.importedBy === null);
