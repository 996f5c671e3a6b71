import { isToBeShown, restingState } from '../domain/delivery-plan.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { instantOf } from '../domain/shanghai-time.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Owed items looked at; beyond them the answer says "at least". */
const LOOKED_AT = 1000;
const PAGE = 200;

export interface ChannelBacklog {
  /** Items that it is owed and that may be brought there. */
  readonly owed: number;
  /** When the oldest of them was accepted; null where there is none. */
  readonly oldest: Instant | null;
  /** Items whose time of publication has not come: owed, but behind nobody's back. */
  readonly embargoed: number;
}

export interface Backlog {
  readonly channels: ReadonlyMap<ChannelId, ChannelBacklog>;
  /** False: there are more owed items than were looked at, so every number is a lower bound. */
  readonly complete: boolean;
}

export const NO_BACKLOG: ChannelBacklog = { owed: 0, oldest: null, embargoed: 0 };

/** Only a channel that has nothing of the item yet waits for its time. */
const isEmbargoed = (
  { item, edition, deliveries }: ItemSnapshot,
  channel: ChannelId,
  now: Instant,
): boolean => {
  const { publishAt } = edition.content;
  const until = publishAt === null ? undefined : instantOf(publishAt)?.instant;
  const row = deliveries.find((delivery) => delivery.channel === channel);
  return until !== undefined && until > now && isToBeShown(item, channel) && restingState(row) === 'none';
};

const withItem = (known: ChannelBacklog, { item }: ItemSnapshot, embargoed: boolean): ChannelBacklog =>
  embargoed
    ? { ...known, embargoed: known.embargoed + 1 }
    : {
        ...known,
        owed: known.owed + 1,
        oldest: Math.min(known.oldest ?? item.acceptedAt, item.acceptedAt),
      };

/** What the pipeline still has to bring to each channel, from consistent reads of what the index names. */
export const measureBacklog = async (ledger: Ledger, now: Instant): Promise<Backlog> => {
  const channels = new Map<ChannelId, ChannelBacklog>();
  let looked = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(Number.MAX_SAFE_INTEGER, cursor, PAGE);
    const snapshots = await Promise.all(page.rows.map(({ itemId }) => ledger.read(itemId)));
    for (const snapshot of snapshots) {
      if (snapshot === undefined) continue;
      for (const channel of snapshot.item.owed) {
        const known = channels.get(channel) ?? NO_BACKLOG;
        channels.set(channel, withItem(known, snapshot, isEmbargoed(snapshot, channel, now)));
      }
    }
    looked += page.rows.length;
    cursor = page.nextCursor;
  } while (cursor !== null && looked < LOOKED_AT);
  return { channels, complete: cursor === null };
};
