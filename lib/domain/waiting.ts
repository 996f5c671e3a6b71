import { alarmOf } from './confirmation.ts';
import type { Instant } from './item.ts';
import type { DeliveryRow, ItemRow } from './ledger-rows.ts';

/** Why a delivery needs a person, in the order in which lists show it. */
export const DELIVERY_WAITING_REASONS = [
  'parked',
  'unknown',
  'altered',
  'missing',
  'reappeared',
  'handed-over',
] as const;
export type DeliveryWaitingReason = (typeof DELIVERY_WAITING_REASONS)[number];

/** The same, and why an item as a whole does. */
export const WAITING_REASONS = [...DELIVERY_WAITING_REASONS, 'approval-missing'] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** That something waits for a person, and since when. */
export interface Waiting<Reason extends WaitingReason = WaitingReason> {
  readonly reason: Reason;
  readonly since: Instant;
}

/** What an item waits for a person with as a whole, whatever its channels do: a withdrawal that nobody has approved yet. */
export const itemWaitingOf = ({
  withdrawal,
}: Pick<ItemRow, 'withdrawal'>): Waiting<'approval-missing'> | null =>
  withdrawal === null || withdrawal.approved ? null : { reason: 'approval-missing', since: withdrawal.at };

/** What brought the delivery where it stands. */
const lastTold = ({ history }: DeliveryRow): Instant => history.at(-1)?.at ?? 0;

/**
 * What a delivery waits for a person with, by its row alone: whether the pipeline will come back to it by itself is
 * for the item's `owed` to say.
 */
export const waitingOf = (row: DeliveryRow): Waiting<DeliveryWaitingReason> | null => {
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
    case 'none':
    case 'sending':
      return null;
  }
};
