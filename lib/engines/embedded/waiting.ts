import { WAITING_REASONS } from '../../domain/waiting.ts';
import type { Ledger, WaitingCount, WaitingEntry } from '../../ports/ledger.ts';
import { integer, oneOf, text, textOrNull } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

interface Placed {
  readonly entry: WaitingEntry;
  readonly rowId: number;
}

/** What stands for the row id of an item as a whole: deliveries of the same moment come first. */
const ITEMS_AFTER = 2 ** 50;

const inOrder = (a: Placed, b: Placed): number => a.entry.since - b.entry.since || a.rowId - b.rowId;

/** Each reason on each channel, and each reason of items as a whole, stands in its index by itself, in order of time. */
export const createWaiting = ({ database }: LedgerContext): Pick<Ledger, 'waiting' | 'countWaiting'> => {
  const counts = prepareQuery(
    database,
    `SELECT waiting, channel, count(*), min(waiting_since) FROM delivery
     WHERE waiting IS NOT NULL GROUP BY waiting, channel
     UNION ALL SELECT waiting, NULL, count(*), min(waiting_since) FROM item WHERE waiting IS NOT NULL GROUP BY waiting`,
  );
  const stretch = prepareQuery(
    database,
    `SELECT item.id, delivery.waiting_since, delivery.rowid FROM delivery JOIN item ON item.seq = delivery.item
     WHERE delivery.waiting = ? AND delivery.channel = ? AND (delivery.waiting_since, delivery.rowid) > (?, ?)
     ORDER BY delivery.waiting_since, delivery.rowid LIMIT ?`,
  );

  const stretchOfItems = prepareQuery(
    database,
    `SELECT id, waiting_since, seq + ${ITEMS_AFTER} FROM item
     WHERE waiting = ? AND (waiting_since, seq + ${ITEMS_AFTER}) > (?, ?) ORDER BY waiting_since, seq LIMIT ?`,
  );

  const counted = (): readonly WaitingCount[] =>
    counts.all().map((row) => ({
      reason: oneOf(WAITING_REASONS, row[0]),
      channel: textOrNull(row[1]),
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
          (group.channel === null
            ? stretchOfItems.all(group.reason, since, rowId, limit + 1)
            : stretch.all(group.reason, group.channel, since, rowId, limit + 1)
          ).map(
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
