/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to below the limit. */
  readonly below: (limit: number) => number;
  readonly hex: (digits: number) => string;
  /** One of the values, the first ones far more often than the last. */
  readonly uneven: <Value>(values: readonly [Value, ...Value[]] | readonly Value[]) => Value;
}

/** mulberry32 */
export const createRandom = (seed: number): Random => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    hex: (digits) =>
      Array.from({ length: digits / 8 }, () =>
        below(2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
    uneven: (values) => {
      const value = values[Math.floor(next() ** 3 * values.length)];
      if (value === undefined) throw new RangeError('nothing to choose from');
      return value;
    },
  };
};
