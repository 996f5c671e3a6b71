import type { ChannelId, Instant } from '../domain/item.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Owed items looked at; beyond them the answer says "at least". */
const LOOKED_AT = 1000;
const PAGE = 200;

export interface Backlog {
  /** Owed items by channel, and when the oldest of them was accepted. */
  readonly channels: ReadonlyMap<ChannelId, { readonly owed: number; readonly oldest: Instant }>;
  /** False: there are more owed items than were looked at, so every number is a lower bound. */
  readonly complete: boolean;
}

/** What the pipeline still has to bring to each channel, from consistent reads of what the index names. */
export const measureBacklog = async (ledger: Ledger): Promise<Backlog> => {
  const channels = new Map<ChannelId, { owed: number; oldest: Instant }>();
  let looked = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(Number.MAX_SAFE_INTEGER, cursor, PAGE);
    const snapshots = await Promise.all(page.rows.map(({ itemId }) => ledger.read(itemId)));
    for (const snapshot of snapshots) {
      for (const channel of snapshot?.item.owed ?? []) {
        const acceptedAt = snapshot?.item.acceptedAt ?? 0;
        const known = channels.get(channel);
        channels.set(channel, {
          owed: (known?.owed ?? 0) + 1,
          oldest: Math.min(known?.oldest ?? acceptedAt, acceptedAt),
        });
      }
    }
    looked += page.rows.length;
    cursor = page.nextCursor;
  } while (cursor !== null && looked < LOOKED_AT);
  return { channels, complete: cursor === null };
};
