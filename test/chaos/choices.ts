/** Where a run's every decision comes from: the same numbers give the same run. */
export interface Choices {
  /** A whole number from 0 to `bound` − 1. 0 is always the tame answer: no fault, the oldest first. */
  below(bound: number): number;
  /** True in about `percent` of a hundred cases. */
  happens(percent: number): boolean;
  pick<const Value>(values: readonly [Value, ...Value[]]): Value;
  /** What was decided so far. */
  readonly made: readonly number[];
}

const MODULUS = 2 ** 32;

/** Mulberry32: small, and the same on every machine. */
const generator = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

const choicesFrom = (next: () => number): Choices => {
  const made: number[] = [];
  const below = (bound: number): number => {
    const value = next() % bound;
    made.push(value);
    return value;
  };
  return {
    made,
    below,
    // The high end happens, so that 0 does not.
    happens: (percent) => below(100) >= 100 - percent,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
};

export const seededChoices = (seed: number): Choices => {
  const random = generator(seed);
  return choicesFrom(() => Math.floor((random() / MODULUS) * 2 ** 31));
};

/** Decides as recorded, and tamely when the record ends. */
export const recordedChoices = (record: readonly number[]): Choices => {
  let at = 0;
  return choicesFrom(() => record[at++] ?? 0);
};
