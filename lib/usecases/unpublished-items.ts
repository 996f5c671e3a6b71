import type { ChannelId, ItemId } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { firstPublic } from '../domain/timeliness.ts';
import { waitingOf } from '../domain/waiting.ts';
import type { Ledger, Page } from '../ports/ledger.ts';

/** Where an item stands that is not public yet: with the pipeline, or with a person. */
const PLACES = ['owed', 'handed-over', 'parked', 'unknown'] as const;
type Place = (typeof PLACES)[number];
type WaitingPlace = Exclude<Place, 'owed'>;

/** How far the reading came: within one index after another. */
export interface UnpublishedPosition {
  readonly place: Place;
  /** The ledger's own; null at the beginning. */
  readonly cursor: string | null;
}

export const FIRST_UNPUBLISHED: UnpublishedPosition = { place: 'owed', cursor: null };

/** As a part of a cursor that callers hand back. */
export const writePosition = ({ place, cursor }: UnpublishedPosition): string => `${place}~${cursor ?? ''}`;

/** Undefined for what {@link writePosition} did not write; the ledger still has to know the cursor in it. */
export const readPosition = (text: string): UnpublishedPosition | undefined => {
  const [written = '', ...rest] = text.split('~');
  const place = PLACES.find((known) => known === written);
  const cursor = rest.join('~');
  return place === undefined || rest.length === 0
    ? undefined
    : { place, cursor: cursor === '' ? null : cursor };
};

const isWaitingPlace = (reason: string | undefined): reason is WaitingPlace =>
  reason === 'handed-over' || reason === 'parked' || reason === 'unknown';

/**
 * The one place under which an item is shown, though several channels of it may be in several: what the pipeline owes goes
 * first, then the first channel of the plan that waits for a person.
 */
const shownUnder = ({
  item,
  deliveries,
}: ItemSnapshot): { readonly place: Place; readonly channel: ChannelId | null } | undefined => {
  if (item.owed.length > 0) return { place: 'owed', channel: null };
  for (const channel of item.plan) {
    const row = deliveries.find((delivery) => delivery.channel === channel);
    const reason = row === undefined ? undefined : waitingOf(row)?.reason;
    if (isWaitingPlace(reason)) return { place: reason, channel };
  }
  return undefined;
};

/**
 * One page of what is live and not public anywhere yet, each item once, by consistent reads of what the indexes name; the index
 * may be behind, and then an item is shown a page later or not at all. At most `limit` reads.
 */
export const readUnpublished = async (
  ledger: Pick<Ledger, 'due' | 'waiting' | 'read'>,
  position: UnpublishedPosition,
  limit: number,
): Promise<
  | { readonly snapshots: readonly ItemSnapshot[]; readonly next: UnpublishedPosition | null }
  | 'cursor-unknown'
> => {
  const page = await readIndex(ledger, position, limit);
  if (page === 'cursor-unknown') return page;
  const found = await Promise.all(
    page.rows.map(async ({ itemId, channel }) => {
      const snapshot = await ledger.read(itemId);
      if (snapshot === undefined || snapshot.item.state !== 'live') return undefined;
      if (firstPublic(snapshot.deliveries) !== undefined) return undefined;
      const shown = shownUnder(snapshot);
      return shown?.place === position.place && shown.channel === channel ? snapshot : undefined;
    }),
  );
  return { snapshots: found.filter((snapshot) => snapshot !== undefined), next: after(position, page) };
};

interface Entry {
  readonly itemId: ItemId;
  readonly channel: ChannelId | null;
}

const readIndex = async (
  ledger: Pick<Ledger, 'due' | 'waiting'>,
  { place, cursor }: UnpublishedPosition,
  limit: number,
): Promise<Page<Entry> | 'cursor-unknown'> => {
  try {
    if (place !== 'owed') {
      return await ledger.waiting({ reason: place, limit, ...(cursor !== null && { cursor }) });
    }
    const { rows, nextCursor } = await ledger.due(Number.MAX_SAFE_INTEGER, cursor, limit);
    return { rows: rows.map(({ itemId }) => ({ itemId, channel: null })), nextCursor };
  } catch (fault) {
    if (fault instanceof RangeError) return 'cursor-unknown';
    throw fault;
  }
};

const after = (
  { place }: UnpublishedPosition,
  { nextCursor }: Pick<Page<Entry>, 'nextCursor'>,
): UnpublishedPosition | null => {
  if (nextCursor !== null) return { place, cursor: nextCursor };
  const following = PLACES[PLACES.indexOf(place) + 1];
  return following === undefined ? null : { place: following, cursor: null };
};
