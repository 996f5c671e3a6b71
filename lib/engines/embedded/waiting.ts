import { WAITING_REASONS } from '../../domain/waiting.ts';
import type { Ledger, WaitingCount, WaitingEntry } from '../../ports/ledger.ts';
import { integer, oneOf, text } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

interface Placed {
  readonly entry: WaitingEntry;
  readonly rowId: number;
}

const inOrder = (a: Placed, b: Placed): number => a.entry.since - b.entry.since || a.rowId - b.rowId;

/** Each reason on each channel stands in the index by itself, in order of time. */
export const createWaiting = ({ database }: LedgerContext): Pick<Ledger, 'waiting' | 'countWaiting'> => {
  const counts = prepareQuery(
    database,
    `SELECT waiting, channel, count(*), min(waiting_since) FROM delivery
     WHERE waiting IS NOT NULL GROUP BY waiting, channel`,
  );
  const stretch = prepareQuery(
    database,
    `SELECT item.id, delivery.waiting_since, delivery.rowid FROM delivery JOIN item ON item.seq = delivery.item
     WHERE delivery.waiting = ? AND delivery.channel = ? AND (delivery.waiting_since, delivery.rowid) > (?, ?)
     ORDER BY delivery.waiting_since, delivery.rowid LIMIT ?`,
  );

  const counted = (): readonly WaitingCount[] =>
    counts.all().map((row) => ({
      reason: oneOf(WAITING_REASONS, row[0]),
      channel: text(row[1]),
      count: integer(row[2]),
      oldestSince: integer(row[3]),
    }));

  return {
    waiting: async ({ reason, channel, cursor, limit }) => {
      const [since, rowId] = readCursor(cursor) ?? [Number.MIN_SAFE_INTEGER, 0];
      const placed = counted()
        .filter((group) => (reason ?? group.reason) === group.reason)
        .filter((group) => (channel ?? group.channel) === group.channel)
        .flatMap((group) =>
          stretch.all(group.reason, group.channel, since, rowId, limit + 1).map(
            (row): Placed => ({
              entry: {
                itemId: text(row[0]),
                channel: group.channel,
                reason: group.reason,
                since: integer(row[1]),
              },
              rowId: integer(row[2]),
            }),
          ),
        )
        .toSorted(inOrder);
      const page = placed.slice(0, limit);
      const last = page.at(-1);
      return {
        rows: page.map(({ entry }) => entry),
        nextCursor:
          last === undefined || placed.length <= limit ? null : cursorOf([last.entry.since, last.rowId]),
      };
    },
    countWaiting: async () => ({ counts: counted(), complete: true }),
  };
};
