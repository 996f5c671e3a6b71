const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds after the first, second, … deferred attempt; after one more deferral the delivery is parked. */
const RETRY_DELAYS = [
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

/** Milliseconds for which the breaker keeps calls from a channel that could not be reached, by failures in a row. */
const OUTAGE_DELAYS = [5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE] as const;

/** Milliseconds until a look-up that got no answer is made again, by silences in a row; then it stays at the longest. */
const LOOK_UP_DELAYS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] as const;

/** Up to a fifth longer, so that many deliveries deferred together do not return together. `chance` is in [0, 1). */
const spread = (delay: number, chance: number): number => delay + Math.floor((delay * chance) / 5);

/**
 * Milliseconds until the next attempt after `attempts` attempts at this generation, or undefined when they are used up.
 * What the channel asks for (Retry-After, milliseconds from now) is honoured when it is longer.
 */
export const retryDelay = (attempts: number, chance: number, askedFor = 0): number | undefined => {
  const delay = RETRY_DELAYS[attempts - 1];
  return delay === undefined ? undefined : Math.max(spread(delay, chance), askedFor);
};

/** Milliseconds until a channel that could not be reached is tried again, after `failures` in a row (from 1). */
export const outageDelay = (failures: number, chance: number, askedFor = 0): number => {
  const delay = OUTAGE_DELAYS[Math.min(failures, OUTAGE_DELAYS.length) - 1] ?? OUTAGE_DELAYS[0];
  return Math.max(spread(delay, chance), askedFor);
};

/**
 * Milliseconds until a look-up is made again that got no answer, as so many calls in a row before it (from 1). Each try
 * is told in the history, so a channel that stays silent is not asked every half minute for days.
 */
export const lookUpDelay = (silences: number, chance: number): number =>
  spread(LOOK_UP_DELAYS[Math.min(silences, LOOK_UP_DELAYS.length) - 1] ?? LOOK_UP_DELAYS[0], chance);
