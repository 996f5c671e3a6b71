import type { ChannelId } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import {
  type DeliveryWaitingReason,
  itemWaitingOf,
  type Waiting,
  type WaitingReason,
  waitingOf,
} from '../domain/waiting.ts';
import type { Ledger, WaitingEntry } from '../ports/ledger.ts';

/** A delivery that waits for a person now, by a consistent read. */
export interface WaitingDelivery {
  readonly snapshot: ItemSnapshot;
  readonly row: DeliveryRow;
  readonly waiting: Waiting<DeliveryWaitingReason>;
}

/** An item that waits for one as a whole. */
export interface WaitingItem {
  readonly snapshot: ItemSnapshot;
  readonly row: null;
  readonly waiting: Waiting<'approval-missing'>;
}

export interface WaitingFilter {
  readonly reason?: WaitingReason;
  readonly channel?: ChannelId;
}

/** Undefined where the index was behind, or where the pipeline is about to come back to it by itself. */
const confirmed = (
  snapshot: ItemSnapshot | undefined,
  { channel, reason }: WaitingEntry,
): WaitingDelivery | WaitingItem | undefined => {
  if (channel === null) {
    const waiting = snapshot && itemWaitingOf(snapshot.item);
    return snapshot === undefined || !waiting ? undefined : { snapshot, row: null, waiting };
  }
  const row = snapshot?.deliveries.find((delivery) => delivery.channel === channel);
  if (snapshot === undefined || row === undefined || snapshot.item.owed.includes(channel)) return undefined;
  const waiting = waitingOf(row);
  return waiting?.reason === reason ? { snapshot, row, waiting } : undefined;
};

/** One page of what waits, longest first; it may hold fewer than were asked for, and only a null cursor is the end. */
export const readWaiting = async (
  ledger: Pick<Ledger, 'read' | 'waiting'>,
  { cursor, limit, ...filter }: WaitingFilter & { readonly cursor: string | null; readonly limit: number },
): Promise<
  | { readonly found: readonly (WaitingDelivery | WaitingItem)[]; readonly nextCursor: string | null }
  | 'cursor-unknown'
> => {
  let page: Awaited<ReturnType<Ledger['waiting']>>;
  try {
    page = await ledger.waiting({ ...filter, ...(cursor !== null && { cursor }), limit });
  } catch (fault) {
    if (fault instanceof RangeError) return 'cursor-unknown';
    throw fault;
  }
  const found = await Promise.all(
    page.rows.map(async (entry) => confirmed(await ledger.read(entry.itemId), entry)),
  );
  return { found: found.filter((each) => each !== undefined), nextCursor: page.nextCursor };
};
