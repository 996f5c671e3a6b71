import type { ChannelId, Day, Instant, ItemId } from './item.ts';
import type { DeliveryRow, ItemRow } from './ledger-rows.ts';
import { dayOf } from './shanghai-time.ts';
import { isLate, type WorkingDays } from './working-days.ts';

export const TIMELINESS_STATES = ['late', 'soon'] as const;
/** `late` (逾期): the last day for disclosure is over; `soon` (临期): it is not, but near. */
export type TimelinessState = (typeof TIMELINESS_STATES)[number];

/** Working days left that are soon, where nobody asks for others. */
export const SOON_WITHIN = 5;

/** How an item stands to the last day for its disclosure. */
export interface Timeliness {
  readonly state: TimelinessState;
  readonly dueOn: Day;
  /** Working days over (`late`), or left after today (`soon`). */
  readonly workingDays: number;
}

interface Now {
  readonly today: Day;
  /** Working days left that are `soon`. */
  readonly within: number;
  readonly workingDays: Pick<WorkingDays, 'between'>;
}

type Publication = Pick<DeliveryRow, 'channel' | 'publicAt' | 'withdrawal'>;

/** What went out in error is none, as in the count. */
const isPublication = <Row extends Publication>(row: Row): row is Row & { readonly publicAt: Instant } =>
  row.publicAt !== null && row.withdrawal !== 'error';

/** Where and since when the public could first read it; undefined while it cannot. */
export const firstPublic = <Row extends Publication>(
  deliveries: readonly Row[],
): (Row & { readonly publicAt: Instant }) | undefined =>
  deliveries.filter(isPublication).toSorted((a, b) => a.publicAt - b.publicAt)[0];

/** Planned channels on which it was never public, in the order of the plan. */
export const missingChannels = (
  { plan }: Pick<ItemRow, 'plan'>,
  deliveries: readonly Publication[],
): readonly ChannelId[] => {
  const shown = new Set(deliveries.filter(isPublication).map(({ channel }) => channel));
  return plan.filter((channel) => !shown.has(channel));
};

/**
 * Of a live item that is not public anywhere yet: whether it is late or will soon be. Null for every other: where a channel comes
 * later than the first, the item was disclosed in time all the same.
 */
export const timelinessOf = (
  { state, dueOn }: Pick<ItemRow, 'state' | 'dueOn'>,
  deliveries: readonly Publication[],
  { today, within, workingDays }: Now,
): Timeliness | null => {
  if (state !== 'live' || dueOn === null || firstPublic(deliveries) !== undefined) return null;
  if (isLate(today, dueOn))
    return { state: 'late', dueOn, workingDays: workingDays.between(dueOn, today).workingDays };
  const left = workingDays.between(today, dueOn).workingDays;
  return left > within ? null : { state: 'soon', dueOn, workingDays: left };
};

/** Of an item that was public: how late, by its first publication; null where it was in time or nobody knows when it was due. */
export const latenessOf = (
  deliveries: readonly (Publication & Pick<DeliveryRow, 'itemId' | 'facts'>)[],
  workingDays: Pick<WorkingDays, 'between'>,
): (Timeliness & { readonly itemId: ItemId; readonly publicAt: Instant }) | null => {
  const first = firstPublic(deliveries);
  const dueOn = first?.facts.dueOn ?? null;
  if (first === undefined || dueOn === null) return null;
  const { itemId, publicAt } = first;
  const publicOn = dayOf(publicAt);
  if (!isLate(publicOn, dueOn)) return null;
  const { workingDays: over } = workingDays.between(dueOn, publicOn);
  return { state: 'late', dueOn, itemId, publicAt, workingDays: over };
};
