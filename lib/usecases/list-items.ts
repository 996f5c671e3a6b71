import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { canonicalLine } from '../domain/content/canonical-text.ts';
import type { Quarter } from '../domain/count/period.ts';
import type { ChannelId, Instant, ItemId } from '../domain/item.ts';
import type { DeliveryRow, DeliveryState, FormRow, ItemRow, ItemState } from '../domain/ledger-rows.ts';
import { isoShanghai, yearOf } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { CURSOR_UNKNOWN, type Figure, type ListFigure } from './list-figure.ts';
import type { ReadRelations } from './relations/read-relations.ts';
import { titleKeys } from './title-keys.ts';
import { deliveryViews, isItemLate, voidingOf } from './view-item.ts';

export interface ItemSummary {
  readonly id: ItemId;
  readonly number: string | null;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly state: ItemState;
  /** Number of the import that brought it and was voided; null for every other item. */
  readonly voided: number | null;
  readonly acceptedAt: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  /** The items that a person merged with it: where a figure is opened all are shown as this one. */
  readonly mergedWith: readonly ItemId[];
  readonly deliveries: readonly {
    readonly channel: ChannelId;
    readonly state: DeliveryState;
    readonly publicAt: string | null;
    readonly url: string | null;
  }[];
}

/**
 * Every condition given must hold. Year, quarter and what opens a figure of the count belong to a year: this one, where none
 * is named. A channel beside them means public there within the period, unless a state is asked for as well.
 */
export interface ListQuery {
  readonly text?: string;
  readonly channel?: ChannelId;
  readonly state?: ItemState | DeliveryState;
  readonly year?: number;
  readonly quarter?: Quarter;
  readonly figure?: Figure;
  /** On exactly these channels. */
  readonly region?: readonly ChannelId[];
  /** On these channels at least. */
  readonly overlap?: readonly ChannelId[];
  readonly formRow?: FormRow;
  readonly cursor?: string;
  readonly limit: number;
}

export type ListItems = (
  query: ListQuery,
) => Promise<
  | { readonly outcome: 'listed'; readonly items: readonly ItemSummary[]; readonly nextCursor: string | null }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

interface Listed {
  readonly item: ItemRow;
  readonly deliveries: readonly DeliveryRow[];
  /** Items that stand behind a figure together with it. */
  readonly mergedWith?: readonly { readonly item: ItemRow; readonly deliveries: readonly DeliveryRow[] }[];
}

const summaryOf = (
  { item, deliveries, mergedWith = [] }: Listed,
  group: readonly ItemId[],
  now: Instant,
  isPractice: (channel: ChannelId) => boolean,
): ItemSummary => ({
  id: item.id,
  number: item.number,
  title: item.title,
  documentNumber: item.documentNumber,
  state: item.state,
  voided: voidingOf(item)?.import ?? null,
  acceptedAt: isoShanghai(item.acceptedAt),
  dueOn: item.dueOn,
  late: isItemLate(
    item,
    [{ deliveries }, ...mergedWith].flatMap((each) => each.deliveries),
    now,
  ),
  mergedWith: group.filter((id) => id !== item.id),
  deliveries: [{ item, deliveries }, ...mergedWith]
    .flatMap((each) => deliveryViews(each, isPractice))
    .map(({ channel, state, publicAt, receipt }) => ({
      channel,
      state,
      publicAt,
      url: receipt?.url ?? null,
    })),
});

/** A channel's own figure: what was public there within the period, whatever an item is planned for. */
const publicOn = ({ channel, state }: ListQuery): readonly ChannelId[] =>
  channel === undefined || state !== undefined ? [] : [channel];

/** The same conditions that the ledger's own list knows, for items that come from a count. */
const matching =
  ({ text, channel, state }: ListQuery) =>
  ({
    item,
    deliveries,
  }: {
    readonly item: ItemRow;
    readonly deliveries: readonly DeliveryRow[];
  }): boolean => {
    const keys = titleKeys(item);
    const wanted = text === undefined ? '' : canonicalLine(text);
    if (!keys.title.includes(wanted) && !(keys.documentNumber ?? '').includes(wanted)) return false;
    if (channel !== undefined && !item.plan.includes(channel)) return false;
    if (state === undefined || state === item.state) return true;
    const rows = deliveries.filter((row) => channel === undefined || row.channel === channel);
    if (rows.some((row) => row.state === state)) return true;
    const unattempted = item.plan.filter((planned) => channel === undefined || planned === channel);
    return state === 'none' && unattempted.some((planned) => !rows.some((row) => row.channel === planned));
  };

/** Newest first from the ledger's list; by id where a year, region or figure of a count is opened. */
export const createListItems = (dependencies: {
  readonly ledger: Ledger;
  readonly listFigure: ListFigure;
  readonly readRelations: ReadRelations;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly clock: Clock;
}): ListItems => {
  const { ledger, listFigure, readRelations, definitions, clock } = dependencies;
  const isPractice = (channel: ChannelId): boolean => definitions.get(channel)?.practice ?? false;

  const find = async (query: ListQuery) => {
    const { year, quarter, figure, region, overlap, formRow, ...rest } = query;
    const opened = [year, quarter, figure, region, overlap, formRow].some((part) => part !== undefined);
    if (!opened) {
      try {
        const { rows, nextCursor } = await ledger.list(rest);
        return { outcome: 'listed', items: rows, nextCursor } as const;
      } catch (error) {
        if (error instanceof RangeError) return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] } as const;
        throw error;
      }
    }
    const onAll = [...(overlap ?? []), ...publicOn(query)];
    return listFigure({
      year: year ?? yearOf(clock.now()),
      ...(quarter === undefined ? {} : { quarter }),
      ...(figure === undefined ? {} : { figure }),
      ...(region === undefined ? {} : { region }),
      ...(onAll.length === 0 ? {} : { overlap: onAll }),
      ...(formRow === undefined ? {} : { formRow }),
      matching: matching(query),
      ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      limit: query.limit,
    });
  };

  /** Looked for only where nothing was found: a channel that is configured no more still has its items. */
  const unknownChannels = ({ channel, region = [], overlap = [] }: ListQuery): readonly Violation[] =>
    [
      ...(channel === undefined ? [] : [{ id: channel, pointer: '/channel' }]),
      ...region.map((id) => ({ id, pointer: '/region' })),
      ...overlap.map((id) => ({ id, pointer: '/overlap' })),
    ]
      .filter(({ id }) => !definitions.has(id))
      .map(({ id, pointer }) => ({
        code: 'channel-unknown',
        pointer,
        message: {
          zh: `没有渠道“${id}”。可用的渠道：${[...definitions.keys()].join('、')}。`,
          en: `There is no channel "${id}". There are: ${[...definitions.keys()].join(', ')}.`,
        },
      }));

  return async (query) => {
    const found = await find(query);
    if (found.outcome === 'invalid') return found;
    if (found.items.length === 0 && query.cursor === undefined) {
      const violations = unknownChannels(query);
      if (violations.length > 0) return { outcome: 'invalid', violations };
    }
    const now = clock.now();
    const { groupOf } = await readRelations();
    return {
      ...found,
      items: found.items.map((listed: Listed) => summaryOf(listed, groupOf(listed.item.id), now, isPractice)),
    };
  };
};
