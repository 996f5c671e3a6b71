import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId, Day, Instant, ItemId } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { dayOf, isoShanghai } from '../domain/shanghai-time.ts';
import { SOON_WITHIN, type TimelinessState, timelinessOf } from '../domain/timeliness.ts';
import type { Violation } from '../domain/violation.ts';
import type { Waiting, WaitingReason } from '../domain/waiting.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { CURSOR_UNKNOWN } from './list-figure.ts';
import type { ListSuspects } from './relations/list-suspects.ts';
import { createReminders } from './reminders.ts';
import { readWaiting, type WaitingDelivery, type WaitingItem } from './waiting-deliveries.ts';

/** One delivery that waits for a person; times are ISO 8601 in Asia/Shanghai. */
export interface WaitingView {
  readonly reason: WaitingReason;
  /** Null for what concerns the item as a whole. */
  readonly channel: ChannelId | null;
  readonly channelName: string;
  /** Is it about taking a copy down? */
  readonly takeDown: boolean;
  readonly item: {
    readonly id: ItemId;
    readonly number: string | null;
    readonly title: string;
    readonly edition: number;
    /** The last day for its disclosure. */
    readonly dueOn: Day | null;
    /** Not public anywhere yet and late, or soon due. */
    readonly timeliness: TimelinessState | null;
  };
  readonly since: string;
  /** For what was handed over: the working day from which on it is reminded of. */
  readonly remindOn: Day | null;
  readonly overdue: boolean;
  /** What the channel, the look-up or the reading back said. */
  readonly why: string | null;
  /** Where the copy is, as far as it is known. */
  readonly url: string | null;
}

export interface WaitingTotal {
  readonly reason: WaitingReason;
  readonly channel: ChannelId | null;
  readonly channelName: string;
  readonly count: number;
  readonly oldestSince: string;
}

export interface WaitingListQuery {
  readonly reason?: WaitingReason;
  readonly channel?: ChannelId;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface WaitingList {
  readonly waiting: readonly WaitingView[];
  /** Only null is the end: a page may hold fewer than were asked for. */
  readonly nextCursor: string | null;
  /** All that wait, whatever was asked for. */
  readonly totals: readonly WaitingTotal[];
  readonly totalsAreAtLeast: boolean;
  /** Pairs of items that may be the same and that nobody has decided about; a lower bound where `openSuspectsAreAtLeast`. */
  readonly openSuspects: number;
  readonly openSuspectsAreAtLeast: boolean;
}

export type ListWaiting = (
  query: WaitingListQuery,
) => Promise<
  | ({ readonly outcome: 'listed' } & WaitingList)
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

/** Open suspects that are counted at the most. */
const SUSPECTS = 50;

const ALL_CHANNELS = '全部渠道';

type JudgeTimeliness = (of: Pick<ItemSnapshot, 'item' | 'deliveries'>) => TimelinessState | null;

const facts = ({ item, deliveries }: ItemSnapshot, { reason, since }: Waiting, judge: JudgeTimeliness) => ({
  reason,
  item: {
    id: item.id,
    number: item.number,
    title: item.title,
    edition: item.edition,
    dueOn: item.dueOn,
    timeliness: judge({ item, deliveries }),
  },
  since: isoShanghai(since),
});

const itemView = ({ snapshot, waiting }: WaitingItem, judge: JudgeTimeliness): WaitingView => ({
  ...facts(snapshot, waiting, judge),
  channel: null,
  channelName: ALL_CHANNELS,
  takeDown: false,
  remindOn: null,
  overdue: false,
  why: snapshot.item.withdrawal?.reason ?? null,
  url: null,
});

/** What waits for a person, longest first, and how much of it there is. */
export const createListWaiting = (dependencies: {
  readonly ledger: Ledger;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly workingDays: WorkingDays;
  readonly listSuspects: ListSuspects;
  readonly clock: Clock;
}): ListWaiting => {
  const { ledger, definitions, workingDays, listSuspects, clock } = dependencies;
  const reminders = createReminders(dependencies);
  const nameOf = (channel: ChannelId | null): string =>
    channel === null ? ALL_CHANNELS : (definitions.get(channel)?.name ?? channel);

  const judgeOn =
    (today: Day): JudgeTimeliness =>
    ({ item, deliveries }) =>
      timelinessOf(item, deliveries, { today, within: SOON_WITHIN, workingDays })?.state ?? null;

  const deliveryView = ({ snapshot, row, waiting }: WaitingDelivery, now: Instant): WaitingView => {
    const remindOn = waiting.reason === 'handed-over' ? reminders.remindOn(row.channel, waiting.since) : null;
    const readBack =
      waiting.reason === 'altered' || waiting.reason === 'missing' || waiting.reason === 'reappeared';
    return {
      ...facts(snapshot, waiting, judgeOn(dayOf(now))),
      channel: row.channel,
      channelName: nameOf(row.channel),
      takeDown: !readBack && row.takingDown,
      remindOn,
      overdue: remindOn !== null && dayOf(now) >= remindOn,
      why: readBack ? (row.confirmation?.detail ?? null) : row.reason,
      url: row.receipt?.url ?? null,
    };
  };

  return async (query) => {
    const [page, { counts, complete }, suspects] = await Promise.all([
      readWaiting(ledger, query),
      ledger.countWaiting(),
      listSuspects({ state: 'open', cursor: null, limit: SUSPECTS }),
    ]);
    if (page === 'cursor-unknown') return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
    const now = clock.now();
    return {
      outcome: 'listed',
      waiting: page.found.map((each) =>
        each.row === null ? itemView(each, judgeOn(dayOf(now))) : deliveryView(each, now),
      ),
      nextCursor: page.nextCursor,
      totals: counts.map(({ oldestSince, ...count }) => ({
        ...count,
        channelName: nameOf(count.channel),
        oldestSince: isoShanghai(oldestSince),
      })),
      totalsAreAtLeast: !complete,
      openSuspects: suspects.outcome === 'listed' ? suspects.suspects.length : 0,
      openSuspectsAreAtLeast: suspects.outcome === 'listed' && suspects.nextCursor !== null,
    };
  };
};
