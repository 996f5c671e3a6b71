import type { WaitingReason } from '../domain/waiting.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Reminder, Reminders } from './reminders.ts';

/** What people are waited for with, for a line of the log and a number to ring an alarm by. */
export interface RemindReport {
  /** What was handed over and should be public by now, channel by channel. */
  readonly overdue: readonly Reminder[];
  /** How many wait, by the reason; what was handed over lately among them. */
  readonly waiting: Readonly<Partial<Record<WaitingReason, number>>>;
  /** How many of all these somebody has to be reminded of. */
  readonly due: number;
}

export type Remind = () => Promise<RemindReport>;

/** Once a day: everything that waits is somebody's turn at once, and what was handed over when its working days are up. */
export const createRemind =
  ({
    ledger,
    reminders,
  }: {
    readonly ledger: Pick<Ledger, 'countWaiting'>;
    readonly reminders: Reminders;
  }): Remind =>
  async () => {
    const [overdue, { counts }] = await Promise.all([reminders.overdue(), ledger.countWaiting()]);
    const waiting: Partial<Record<WaitingReason, number>> = {};
    for (const { reason, count } of counts) waiting[reason] = (waiting[reason] ?? 0) + count;
    const atOnce = counts.filter(({ reason }) => reason !== 'handed-over');
    const due = [...overdue.map((each) => each.overdue), ...atOnce.map(({ count }) => count)];
    return { overdue, waiting, due: due.reduce((sum, count) => sum + count, 0) };
  };
