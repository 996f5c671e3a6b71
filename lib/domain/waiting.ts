import { alarmOf } from './confirmation.ts';
import type { Instant } from './item.ts';
import type { DeliveryRow } from './ledger-rows.ts';

/** Why a person is needed, in the order in which lists show it. */
export const WAITING_REASONS = [
  'parked',
  'unknown',
  'altered',
  'missing',
  'reappeared',
  'handed-over',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** That something waits for a person, and since when. */
export interface Waiting {
  readonly reason: WaitingReason;
  readonly since: Instant;
}

/** What brought the delivery where it stands. */
const lastTold = ({ history }: DeliveryRow): Instant => history.at(-1)?.at ?? 0;

/**
 * What a delivery waits for a person with, by its row alone: whether the pipeline will come back to it by itself is
 * for the item's `owed` to say.
 */
export const waitingOf = (row: DeliveryRow): Waiting | null => {
  switch (row.state) {
    case 'parked':
    case 'handed-over':
      return { reason: row.state, since: lastTold(row) };
    case 'unknown':
      // With a next look-up planned it is the pipeline that waits.
      return row.nextAttemptAt === null ? { reason: 'unknown', since: lastTold(row) } : null;
    case 'published':
    case 'confirmed':
    case 'withdrawn': {
      const alarm = alarmOf(row.confirmation);
      return alarm === null ? null : { reason: alarm, since: row.confirmation?.since ?? lastTold(row) };
    }
    default:
      return null;
  }
};
