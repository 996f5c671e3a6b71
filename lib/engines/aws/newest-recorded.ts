import * as z from 'zod';
import type { Instant } from '../../domain/item.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';

const RecentTime = z.object({ acceptedAt: z.number() });

/**
 * The newest acceptance of all, or a newer time that this process itself saw. No row is kept for it: every write of
 * every worker would meet there, only to guard clocks that the service itself sets.
 */
export const newestRecordedAt = async ({
  table,
  calendar,
  memory,
}: LedgerContext): Promise<Instant | null> => {
  const times: Instant[] = [];
  const seen = memory.newest();
  if (seen !== null) times.push(seen);
  const [month] = await calendar.months();
  if (month !== undefined) {
    const newest = await table
      .query({ index: 'recent', partition: month, descending: true, pageSize: 1 })
      .next();
    if (newest.done !== true) times.push(parseRow(RecentTime, newest.value).acceptedAt);
  }
  return times.length === 0 ? null : Math.max(...times);
};
