import type { Instant } from '../../lib/domain/item.ts';
import { instantOf } from '../../lib/domain/shanghai-time.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Ledger } from '../../lib/ports/ledger.ts';
import type { ListChannels } from '../../lib/usecases/list-channels.ts';
import type { Reminders } from '../../lib/usecases/reminders.ts';
import type { Family } from './exposition.ts';

const age = (since: Instant | null | undefined, now: Instant): number =>
  since === null || since === undefined ? 0 : Math.max(0, (now - since) / 1000);

const instant = (text: string | null): Instant | undefined =>
  text === null ? undefined : instantOf(text)?.instant;

/** What the ledger says is to be done, and by whom, read at the moment it is asked for. */
export const readLedgerMetrics = async ({
  ledger,
  listChannels,
  reminders,
  clock,
}: {
  readonly ledger: Pick<Ledger, 'countWaiting' | 'epoch'>;
  readonly listChannels: ListChannels;
  readonly reminders: Pick<Reminders, 'overdue'>;
  readonly clock: Clock;
}): Promise<readonly Family[]> => {
  const [channels, waiting, overdue, epoch] = await Promise.all([
    listChannels(),
    ledger.countWaiting(),
    reminders.overdue(),
    ledger.epoch(),
  ]);
  const now = clock.now();
  const perChannel = (
    name: string,
    help: string,
    of: (channel: (typeof channels)[number]) => number,
  ): Family => ({
    name,
    help,
    type: 'gauge',
    samples: channels.map((channel) => ({ labels: { channel: channel.id }, value: of(channel) })),
  });
  const byReason = (
    name: string,
    help: string,
    of: (entry: (typeof waiting.counts)[number]) => number,
  ): Family => ({
    name,
    help,
    type: 'gauge',
    samples: waiting.counts.map((entry) => ({
      labels: { channel: entry.channel ?? '', reason: entry.reason },
      value: of(entry),
    })),
  });
  return [
    perChannel(
      'gongkai_backlog_items',
      'Items owed to the channel; at most 1000 are looked at.',
      ({ owed }) => owed,
    ),
    perChannel(
      'gongkai_backlog_oldest_seconds',
      'Age of the oldest item owed to the channel.',
      ({ oldestOwedAt }) => age(instant(oldestOwedAt), now),
    ),
    perChannel(
      'gongkai_embargoed_items',
      'Items whose time of publication has not come.',
      ({ embargoed }) => embargoed,
    ),
    perChannel('gongkai_channel_paused', '1 while a person has stopped the channel.', ({ paused }) =>
      paused === null ? 0 : 1,
    ),
    perChannel('gongkai_channel_outage', '1 while nothing reaches the channel.', ({ outageUntil }) =>
      outageUntil === null ? 0 : 1,
    ),
    perChannel(
      'gongkai_channel_last_success_seconds',
      'Time since a copy last became public there.',
      ({ lastSuccessAt }) => age(instant(lastSuccessAt), now),
    ),
    byReason(
      'gongkai_waiting_deliveries',
      'Deliveries that wait for a person: parked, unknown, handed-over, altered, missing, reappeared.',
      ({ count }) => count,
    ),
    byReason('gongkai_waiting_oldest_seconds', 'Since when the first of them waits.', ({ oldestSince }) =>
      age(oldestSince, now),
    ),
    perChannel(
      'gongkai_overdue_deliveries',
      'Handed over, and not public after the working days of the channel.',
      ({ id }) => overdue.find(({ channel }) => channel === id)?.overdue ?? 0,
    ),
    {
      name: 'gongkai_ledger_epoch',
      help: 'Grows by one each time the ledger is put back from a backup.',
      type: 'gauge',
      samples: [{ value: epoch.number }],
    },
  ];
};
