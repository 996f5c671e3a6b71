import type { PendingPublication, PendingPublications } from '../../domain/annual-return.ts';
import type { ItemSnapshot } from '../../domain/ledger-rows.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import { type DeliveryWaitingReason, waitingOf } from '../../domain/waiting.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readWaiting } from '../waiting-deliveries.ts';
import { type LineWatch, longestWaiting } from './watch-lines.ts';

/** Entries read at once. */
const PAGE = 500;
/** Later than anything is due: fifteen digits, as index keys hold them. */
const EVER = 999_999_999_999_999;

const STATES = {
  'handed-over': 'handed-over',
  parked: 'parked',
  unknown: 'parked',
} as const satisfies Readonly<Partial<Record<DeliveryWaitingReason, PendingPublication['state']>>>;

/**
 * What was under way at the end of the year, and still is: it may become public with a time of that year. What began in
 * later years cannot change the return.
 */
export const pendingPublications = async (
  ledger: Pick<Ledger, 'due' | 'read' | 'waiting'>,
  year: number,
  unconfirmed: ReturnType<LineWatch['unconfirmed']>,
): Promise<PendingPublications> => {
  const [handedOver, parked, unknown, owed] = await Promise.all([
    waitingFor(ledger, 'handed-over', year),
    waitingFor(ledger, 'parked', year),
    waitingFor(ledger, 'unknown', year),
    stillOwed(ledger, year),
  ]);
  return {
    handedOver: handedOver.length,
    unconfirmed: unconfirmed.count,
    parked: parked.length + unknown.length,
    owed: owed.length,
    listed: longestWaiting([...handedOver, ...parked, ...unknown, ...owed, ...unconfirmed.listed]),
  };
};

const waitingFor = async (
  ledger: Pick<Ledger, 'read' | 'waiting'>,
  reason: keyof typeof STATES,
  year: number,
): Promise<readonly PendingPublication[]> => {
  const found: PendingPublication[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readWaiting>> = await readWaiting(ledger, {
      reason,
      cursor,
      limit: PAGE,
    });
    if (page === 'cursor-unknown') throw new Error('the ledger does not know its own cursor');
    for (const { snapshot, row, waiting } of page.found) {
      if (row === null || row.takingDown || yearOf(waiting.since) > year) continue;
      found.push({
        itemId: snapshot.item.id,
        number: snapshot.item.number,
        channel: row.channel,
        state: STATES[reason],
        since: waiting.since,
      });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};

const stillOwed = async (
  ledger: Pick<Ledger, 'due' | 'read'>,
  year: number,
): Promise<readonly PendingPublication[]> => {
  const found: PendingPublication[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(EVER, cursor, PAGE);
    const snapshots = await Promise.all(page.rows.map(({ itemId }) => ledger.read(itemId)));
    found.push(...snapshots.flatMap((snapshot) => (snapshot === undefined ? [] : owedBy(snapshot, year))));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};

/** Of a live item; what a withdrawn one owes is to be taken down. */
const owedBy = ({ item, deliveries }: ItemSnapshot, year: number): readonly PendingPublication[] => {
  if (item.state !== 'live' || yearOf(item.acceptedAt) > year) return [];
  return item.owed
    .filter((channel) => {
      const row = deliveries.find((delivery) => delivery.channel === channel);
      // What waits for a person is told as such; a copy that is public already and is to be replaced counts either way.
      return row === undefined || (row.publicAt === null && waitingOf(row) === null);
    })
    .map((channel) => ({
      itemId: item.id,
      number: item.number,
      channel,
      state: 'owed',
      since: item.acceptedAt,
    }));
};
