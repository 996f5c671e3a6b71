import type { Confirmation } from './confirmation.ts';
import type { Instant } from './item.ts';
import type { DeliveryRow, Receipt } from './ledger-rows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds from a change of the copy to the first look at it. */
const FIRST_LOOK = 10 * MINUTE;

/** Milliseconds to the next look after the first, second, … that found the copy as it should be, or that raised the same alarm; then it stays at the longest. */
const LOOKS = [DAY, 7 * DAY, 30 * DAY, 365 * DAY] as const;

/** The same after looks in a row that could not judge. */
const LOOKS_AGAIN = [HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY] as const;

/** Milliseconds until a look is made that the pipeline had to leave to a later time. */
export const LOOK_POSTPONED = 10 * MINUTE;

const nth = (delays: readonly [number, ...number[]], times: number): number =>
  delays[Math.min(Math.max(times, 1), delays.length) - 1] ?? delays[0];

/** Up to a fifth longer, so that copies that went up together are not all read at once. `chance` is in [0, 1). */
const spread = (delay: number, chance: number): number => delay + Math.floor((delay * chance) / 5);

/** Milliseconds from a change of the public copy until it is read back, which is not believed before the channel has settled. */
const firstLook = (settleTime: number): number => Math.max(FIRST_LOOK, settleTime);

/** What a copy that has just changed makes of its confirmation: what was found before told of another one. A copy without a page cannot be read. */
export const toBeReadBack = (
  receipt: Receipt | null,
  { settleTime, now }: { readonly settleTime: number; readonly now: Instant },
): Pick<DeliveryRow, 'confirmation' | 'confirmAt'> => ({
  confirmation: null,
  confirmAt: receipt === null || receipt.url === null ? null : now + firstLook(settleTime),
});

/**
 * The same for a copy that has just been taken down. One that keeps reappearing is looked at ever less often, so that a page
 * which nobody takes down is not asked for without end.
 */
export const toBeFoundGone = (
  { receipt, confirmation }: Pick<DeliveryRow, 'receipt' | 'confirmation'>,
  { settleTime, now }: { readonly settleTime: number; readonly now: Instant },
): Pick<DeliveryRow, 'confirmation' | 'confirmAt'> => {
  const first = toBeReadBack(receipt, { settleTime, now });
  if (confirmation?.result !== 'reappeared' || first.confirmAt === null) return first;
  const { times } = confirmation;
  return { confirmation, confirmAt: times === 1 ? first.confirmAt : now + nth(LOOKS, times - 1) };
};

/** Milliseconds until the look after this one. */
export const lookAfter = ({ result, same, times }: Confirmation, chance: number): number =>
  result === 'unreadable'
    ? spread(nth(LOOKS_AGAIN, times), chance)
    : spread(nth(LOOKS, result === 'same' ? same : times), chance);
