import type { ChannelId } from '../../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../../domain/ledger-rows.ts';

/** Planned once, and no more before anything was sent: what was public there before this ledger, a file may state. */
const isUntouched = ({ state, sentAt, publicAt }: DeliveryRow): boolean =>
  state === 'none' && sentAt === null && publicAt === null;

/** Live delivered, or going to be: no import changes that channel of the item. */
export const isLive = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): boolean =>
  item.owed.includes(channel) ||
  deliveries.some((row) => row.channel === channel && row.importedBy === null && !isUntouched(row));
