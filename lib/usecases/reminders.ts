import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId, Day, Instant } from '../domain/item.ts';
import { dayOf } from '../domain/shanghai-time.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Entries of a channel read at once, and at the most. */
const PAGE = 500;
const COUNTED = 5000;

/** What was handed over on a channel and has been waiting for too long to become public. */
export interface Reminder {
  readonly channel: ChannelId;
  /** A lower bound from 5000 on. */
  readonly overdue: number;
  readonly oldestSince: Instant;
}

export interface Reminders {
  /** The working day from which on a copy handed over at this moment is reminded of; null for a channel that is gone. */
  remindOn(channel: ChannelId, handedOverAt: Instant): Day | null;
  /** Every channel on which something is overdue today, as the index of what waits shows it. */
  overdue(): Promise<readonly Reminder[]>;
}

/** Reminds of what a clerk or an editor has had for longer than the channel's working days. */
export const createReminders = ({
  ledger,
  definitions,
  workingDays,
  clock,
}: {
  readonly ledger: Pick<Ledger, 'waiting'>;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly workingDays: WorkingDays;
  readonly clock: Clock;
}): Reminders => {
  const remindOn: Reminders['remindOn'] = (channel, handedOverAt) => {
    const definition = definitions.get(channel);
    return definition === undefined
      ? null
      : workingDays.dueOn(dayOf(handedOverAt), definition.remindAfter).day;
  };

  const overdueOn = async (channel: ChannelId, today: Day): Promise<readonly Reminder[]> => {
    let overdue = 0;
    let oldestSince: Instant | undefined;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['waiting']>> = await ledger.waiting({
        reason: 'handed-over',
        channel,
        limit: PAGE,
        ...(cursor !== null && { cursor }),
      });
      for (const { since } of page.rows) {
        const day = remindOn(channel, since);
        // Longest first, so the others have not waited long enough either.
        if (day === null || day > today) return told(channel, overdue, oldestSince);
        overdue += 1;
        oldestSince ??= since;
      }
      cursor = page.nextCursor;
    } while (cursor !== null && overdue < COUNTED);
    return told(channel, overdue, oldestSince);
  };

  return {
    remindOn,
    overdue: async () => {
      const today = dayOf(clock.now());
      const found = await Promise.all([...definitions.keys()].map((channel) => overdueOn(channel, today)));
      return found.flat();
    },
  };
};

const told = (channel: ChannelId, overdue: number, oldestSince: Instant | undefined): readonly Reminder[] =>
  oldestSince === undefined ? [] : [{ channel, overdue, oldestSince }];
