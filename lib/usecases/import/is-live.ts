import type { ChannelId } from '../../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../../domain/ledger-rows.ts';

/** Planned once, and no more before anything was sent: what was public there before this ledger, a file may state. */
const isUntouched = ({ state, sentAt, publicAt }: DeliveryRow): boolean =>
  state === 'none' && sentAt === null && publicAt === null;

/** Somebody had the copy taken down that a file told of. */
const isTakenDown = ({ importedBy, takingDown, state }: DeliveryRow): boolean =>
  importedBy !== null && takingDown && state !== 'none';

/** Live delivered, or going to be: no import changes that channel of the item. */
export const isLive = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): boolean =>
  item.owed.includes(channel) ||
  deliveries.some(
    (row) => row.channel === channel && (isTakenDown(row) || (row.importedBy === null && !isUntouched(row))),
  );
