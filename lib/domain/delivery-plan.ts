import { alarmOf } from './confirmation.ts';
import { DELIVERY_ACTIONS, type DeliveryAction } from './delivery-steps.ts';
import type { ChannelId, Instant } from './item.ts';
import type { DeliveryRow, DeliveryState, ItemRow, WithdrawalMark } from './ledger-rows.ts';

/** What the pipeline does now about one channel of one item. */
export type DeliveryPlan =
  | { readonly do: 'attempt'; readonly action: Exclude<DeliveryAction, 'wait' | 'nothing'> }
  | { readonly do: 'wait'; readonly until: Instant; readonly because: WaitReason }
  /** Owed by the item row, but in line: only the bookkeeping is left. */
  | { readonly do: 'clear' }
  | { readonly do: 'nothing' };

export type WaitReason =
  | 'embargo'
  | 'lease'
  | 'next-attempt'
  | 'settle-time'
  | 'outage'
  | 'pause'
  | 'holiday'
  | 'quiet-hours';

/** What stands in the way of every delivery of a channel, or of this item everywhere; each until its moment. */
export interface Hindrances {
  readonly embargo: Instant | null;
  readonly outage: Instant | null;
  /** A pause has no end of its own: the moment of the next look. */
  readonly pause: Instant | null;
  readonly holiday: Instant | null;
  readonly quietHours: Instant | null;
  /** The ledger was put back, and the channel has to be asked before it is sent anything; its answer counts from this moment. */
  readonly lookUpFirst: Instant | null;
}

/**
 * Where the copy stands, whatever the last attempt came to: what the receipt says. A copy that was taken down once and
 * is not up again keeps its first public time and the mark.
 */
export const restingState = (row: DeliveryRow | undefined): DeliveryState => {
  if (row === undefined || row.receipt === null) return 'none';
  return row.publicAt === null || row.withdrawal !== null ? 'handed-over' : 'published';
};

/** Is the public to read the item on the channel? Where it is planned no more as little as anywhere once it is withdrawn. */
export const isToBeShown = ({ state, plan }: Pick<ItemRow, 'state' | 'plan'>, channel: ChannelId): boolean =>
  state === 'live' && plan.includes(channel);

const actionFor = (item: ItemRow, row: DeliveryRow | undefined, channel: ChannelId): DeliveryAction => {
  const wish = isToBeShown(item, channel) ? 'shown' : 'hidden';
  const action = DELIVERY_ACTIONS[row?.state ?? 'none'][wish];
  const resting = action === 'resting' ? DELIVERY_ACTIONS[restingState(row)][wish] : action;
  if (resting === 'resting') return 'nothing';
  const mustGo =
    wish === 'hidden' && resting === 'nothing' && (mayComeToLight(row) || isToBeErased(item, row));
  return mustGo ? 'withdraw' : resting;
};

/** The channel was told to take the copy down when nobody knew yet that it has to be erased. */
const isToBeErased = ({ seal }: Pick<ItemRow, 'seal'>, row: DeliveryRow | undefined): boolean =>
  seal !== null && row !== undefined && row.sentAt !== null && row.generation < seal.generation;

/**
 * A call whose answer was lost may land later, whatever look-ups found; only a channel that was told to take the copy down
 * refuses it then. And a person who sends a take-down again has seen the copy.
 */
const mayComeToLight = (row: DeliveryRow | undefined): boolean =>
  row !== undefined && (row.state === 'withdrawn' ? row.nextAttemptAt !== null : row.sentAt !== null);

/** How the count is told of a copy that is down. An item that is shown elsewhere keeps what was said when it was taken down here. */
export const withdrawalMark = (
  { withdrawal }: Pick<ItemRow, 'withdrawal'>,
  row: Pick<DeliveryRow, 'withdrawal'>,
): WithdrawalMark => {
  if (withdrawal === null) return row.withdrawal ?? 'withdrawn';
  return withdrawal.cause === 'error' ? 'error' : 'withdrawn';
};

/** What the public misses is put up again; replacing it would need it to be there. */
const restored = (action: DeliveryAction, row: DeliveryRow | undefined): DeliveryAction =>
  action === 'replace' && alarmOf(row?.confirmation ?? null) === 'missing' ? 'restore' : action;

/**
 * A copy is in line when the committed edition was shown or handed over; one that is not to be shown, when it is down, or
 * when somebody else was asked to take it down and has not said yet that they did.
 */
export const isInLine = (item: ItemRow, row: DeliveryRow): boolean =>
  isToBeShown(item, row.channel)
    ? row.edition === item.edition &&
      !row.takingDown &&
      (row.state === 'published' || row.state === 'confirmed' || row.state === 'handed-over')
    : isDown(row) && !isToBeErased(item, row);

const isDown = ({ state, takingDown }: DeliveryRow): boolean =>
  state === 'withdrawn' || (state === 'handed-over' && takingDown);

type Wait = readonly [WaitReason, Instant | null];

const later = (...moments: readonly (Instant | null)[]): Instant =>
  moments.reduce<Instant>((latest, moment) => Math.max(latest, moment ?? 0), 0);

/**
 * Level-triggered: reads what should be and what is, whatever nudge brought it here. `settleTime` (milliseconds) is how
 * long after sending a look-up at this channel can be believed. A row that was put back (redriven) has a
 * `nextAttemptAt`, so that the same edition is shown again.
 */
export const planDelivery = (
  item: ItemRow,
  row: DeliveryRow | undefined,
  channel: { readonly id: ChannelId; readonly settleTime: number },
  hindrances: Hindrances,
  now: Instant,
): DeliveryPlan => {
  const action = restored(actionFor(item, row, channel.id), row);
  // What the ledger has forgotten is neither put up twice nor left up. A copy that it knows of is named by its receipt.
  const lookUpFirst = action === 'publish' || action === 'nothing' ? hindrances.lookUpFirst : null;
  if (action === 'nothing' && lookUpFirst === null) return { do: 'clear' };
  if (row !== undefined && isInLine(item, row) && row.nextAttemptAt === null) return { do: 'clear' };

  // A lease that ran out belongs to a worker that may still be sending: unknown, not free.
  const leaseEnded = row?.state === 'sending';
  if (leaseEnded && row.lease !== null && row.lease.until > now) {
    return { do: 'wait', until: row.lease.until, because: 'lease' };
  }
  const lookingUp = leaseEnded || action === 'look-up' || lookUpFirst !== null;
  // What a channel put off was something else: that a copy has to go it is told at once.
  const isNews = action === 'withdraw' && row !== undefined && row.generation < item.generation;
  const always: readonly Wait[] = [
    ['next-attempt', isNews ? null : (row?.nextAttemptAt ?? null)],
    ['outage', hindrances.outage],
    ['pause', hindrances.pause],
  ];
  const waits: readonly Wait[] = lookingUp
    ? [
        ['settle-time', row?.sentAt == null ? null : row.sentAt + channel.settleTime],
        ['settle-time', lookUpFirst],
        ...always,
      ]
    : action === 'withdraw'
      ? always // What must go down waits for no opening hours.
      : [
          // What a channel has already is brought up to date at once: waiting would leave older words there.
          ['embargo', action === 'publish' ? hindrances.embargo : null],
          ...always,
          ['holiday', hindrances.holiday],
          ['quiet-hours', hindrances.quietHours],
        ];
  const until = later(...waits.map(([, moment]) => moment));
  if (until > now) {
    const because = waits.find(([, moment]) => moment === until)?.[0] ?? 'next-attempt';
    return { do: 'wait', until, because };
  }
  return {
    do: 'attempt',
    action: lookingUp || action === 'wait' || action === 'nothing' ? 'look-up' : action,
  };
};
