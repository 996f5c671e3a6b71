import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { type CountPolicies, classify } from '../domain/count/classify.ts';
import { belongsTo } from '../domain/count/figure.ts';
import { membersOf } from '../domain/count/merge-items.ts';
import { periodOf } from '../domain/count/period.ts';
import type { ChannelId, Day, ItemId } from '../domain/item.ts';
import type { DeliveryState, ItemSnapshot } from '../domain/ledger-rows.ts';
import { dayOf, yearOf } from '../domain/shanghai-time.ts';
import {
  firstPublic,
  latenessOf,
  missingChannels,
  type TimelinessState,
  timelinessOf,
} from '../domain/timeliness.ts';
import type { Violation } from '../domain/violation.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { CURSOR_UNKNOWN } from './list-figure.ts';
import type { ReadRelations } from './relations/read-relations.ts';
import {
  FIRST_UNPUBLISHED,
  readPosition,
  readUnpublished,
  type UnpublishedPosition,
  writePosition,
} from './unpublished-items.ts';

/** One item that is late or soon due. */
export interface TimelinessView {
  readonly item: {
    readonly id: ItemId;
    readonly number: string | null;
    readonly title: string;
    readonly topic: string | null;
  };
  readonly dueOn: Day;
  /** The last day may still move: the holidays of some year on the way to it are not known for certain. */
  readonly provisional: boolean;
  /** Of a late one: working days over, up to its first publication or today. */
  readonly daysOver: number | null;
  /** Of one that is soon due: working days left after today; 0 on the last day. */
  readonly daysLeft: number | null;
  /** The day on which the public could first read it; null while it cannot. */
  readonly firstPublicOn: Day | null;
  /** Planned channels on which it is not public yet. */
  readonly missing: readonly {
    readonly channel: ChannelId;
    readonly channelName: string;
    readonly state: DeliveryState;
  }[];
}

export interface TimelinessQuery {
  readonly state: TimelinessState;
  /** Of late ones that became public the year in which they did; this year, where none is named. */
  readonly year?: number;
  /** Working days left that are soon. */
  readonly within: number;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface TimelinessList {
  readonly state: TimelinessState;
  readonly today: Day;
  readonly items: readonly TimelinessView[];
  /** Only null is the end: a call looks at so many items at the most, and a page may hold fewer than were asked for. */
  readonly nextCursor: string | null;
}

export type ListTimeliness = (
  query: TimelinessQuery,
) => Promise<
  | ({ readonly outcome: 'listed' } & TimelinessList)
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

/** Index entries of what is not public yet that are read in one call. */
const UNPUBLISHED_LOOKED_AT = 1000;
/** Items that were public and are looked at in one call, by their pattern alone. */
const PUBLISHED_LOOKED_AT = 10_000;

/**
 * First what is not public yet, then (of late ones) what was first public after its last day in the year: the items of the
 * count's figure `late`. What is not public yet belongs to this year whenever it was due.
 */
export const createListTimeliness = (dependencies: {
  readonly ledger: Pick<Ledger, 'due' | 'waiting' | 'read' | 'publishedItems'>;
  readonly readRelations: ReadRelations;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: CountPolicies;
  readonly workingDays: WorkingDays;
  readonly clock: Clock;
}): ListTimeliness => {
  const { ledger, readRelations, definitions, policies, workingDays, clock } = dependencies;

  const view = (
    { item, edition, deliveries }: ItemSnapshot,
    times: Pick<TimelinessView, 'dueOn' | 'daysOver' | 'daysLeft' | 'firstPublicOn'>,
  ): TimelinessView => ({
    item: {
      id: item.id,
      number: item.number,
      title: item.title,
      topic: edition.content.topic,
    },
    ...times,
    provisional: workingDays.between(edition.content.formedOn, times.dueOn).provisional,
    missing: (item.state === 'live' ? missingChannels(item, deliveries) : []).map((channel) => ({
      channel,
      channelName: definitions.get(channel)?.name ?? channel,
      state: deliveries.find((row) => row.channel === channel)?.state ?? 'none',
    })),
  });

  /** Of merged items the one that was public makes the others public too. */
  const isPublicAsAnother = async (itemId: ItemId, group: readonly ItemId[]): Promise<boolean> => {
    const others = await Promise.all(group.filter((id) => id !== itemId).map((id) => ledger.read(id)));
    return others.some((other) => other !== undefined && firstPublic(other.deliveries) !== undefined);
  };

  const unpublishedViews = async (
    snapshots: readonly ItemSnapshot[],
    { state, within }: TimelinessQuery,
    today: Day,
  ): Promise<readonly TimelinessView[]> => {
    const { groupOf } = await readRelations();
    const views = await Promise.all(
      snapshots.map(async (snapshot) => {
        const { item, deliveries } = snapshot;
        const found = timelinessOf(item, deliveries, { today, within, workingDays });
        if (found?.state !== state || (await isPublicAsAnother(item.id, groupOf(item.id)))) return [];
        return [
          view(snapshot, {
            dueOn: found.dueOn,
            daysOver: state === 'late' ? found.workingDays : null,
            daysLeft: state === 'soon' ? found.workingDays : null,
            firstPublicOn: null,
          }),
        ];
      }),
    );
    return views.flat();
  };

  /** Goes on until the page is half full, so that the ledger's next page never has to be cut. */
  const unpublished = async (query: TimelinessQuery, from: UnpublishedPosition, today: Day) => {
    const views: TimelinessView[] = [];
    let position: UnpublishedPosition | null = from;
    let looked = 0;
    while (position !== null && views.length <= query.limit / 2 && looked < UNPUBLISHED_LOOKED_AT) {
      const room: number = query.limit - views.length;
      const page = await readUnpublished(ledger, position, room);
      if (page === 'cursor-unknown') return page;
      views.push(...(await unpublishedViews(page.snapshots, query, today)));
      looked += room;
      position = page.next;
    }
    return { views, next: position };
  };

  const lateView = async (members: readonly ItemId[]): Promise<readonly TimelinessView[]> => {
    const snapshots = (await Promise.all(members.map((id) => ledger.read(id)))).filter(
      (snapshot) => snapshot !== undefined,
    );
    const late = latenessOf(
      snapshots.flatMap(({ deliveries }) => deliveries),
      workingDays,
    );
    // Of merged ones that which was public first: another may be an import of which nobody knows the day of formation.
    const first = snapshots.find(({ item }) => item.id === late?.itemId);
    if (first === undefined || late === null) return [];
    return [
      view(first, {
        dueOn: late.dueOn,
        daysOver: late.workingDays,
        daysLeft: null,
        firstPublicOn: dayOf(late.publicAt),
      }),
    ];
  };

  const publishedLate = async (year: number, after: ItemId | undefined, limit: number) => {
    const rules = { period: periodOf(year), policies, excludePractice: false };
    const views: TimelinessView[] = [];
    let looked = 0;
    for await (const published of ledger.publishedItems(year, after)) {
      looked += 1;
      const standing = classify(published, rules);
      if (standing !== undefined && belongsTo(standing, { of: 'figure', name: 'late' })) {
        views.push(...(await lateView(membersOf(published))));
      }
      if (views.length >= limit || looked >= PUBLISHED_LOOKED_AT) {
        return { views, nextCursor: publicCursor(published.itemId) };
      }
    }
    return { views, nextCursor: null };
  };

  return async (query) => {
    const now = clock.now();
    const today = dayOf(now);
    const year = query.year ?? yearOf(now);
    const place = placeOf(query, year === yearOf(now));
    if (place === undefined) return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
    const listed = (items: readonly TimelinessView[], nextCursor: string | null) =>
      ({ outcome: 'listed', state: query.state, today, items, nextCursor }) as const;
    if (place.is === 'public') {
      const { views, nextCursor } = await publishedLate(year, place.after, query.limit);
      return listed(views, nextCursor);
    }
    const found = await unpublished(query, place.position, today);
    if (found === 'cursor-unknown') return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
    const { views, next } = found;
    if (next !== null) return listed(views, writePosition(next));
    if (query.state === 'soon') return listed(views, null);
    const room = query.limit - views.length;
    if (room === 0) return listed(views, publicCursor(null));
    const late = await publishedLate(year, undefined, room);
    return listed([...views, ...late.views], late.nextCursor);
  };
};

type ListPlace =
  | { readonly is: 'unpublished'; readonly position: UnpublishedPosition }
  | { readonly is: 'public'; readonly after: ItemId | undefined };

const PUBLIC_CURSOR = /^public~([0-9a-f]{64})?$/;
const publicCursor = (after: ItemId | null): string => `public~${after ?? ''}`;

/** Undefined for a cursor that is none of this list's. */
const placeOf = ({ state, cursor }: TimelinessQuery, isThisYear: boolean): ListPlace | undefined => {
  if (cursor === null) {
    return state === 'late' && !isThisYear
      ? { is: 'public', after: undefined }
      : { is: 'unpublished', position: FIRST_UNPUBLISHED };
  }
  const match = PUBLIC_CURSOR.exec(cursor);
  if (match !== null) return state === 'late' ? { is: 'public', after: match[1] } : undefined;
  const position = readPosition(cursor);
  return position && { is: 'unpublished', position };
};
