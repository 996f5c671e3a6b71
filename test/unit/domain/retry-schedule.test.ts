import { describe, expect, it } from 'vitest';
import { lookUpDelay, outageDelay, retryDelay } from '../../../lib/domain/retry-schedule.ts';

const MINUTE = 60_000;

describe('the retry schedule', () => {
  it.each([
    [1, 30_000],
    [2, 2 * MINUTE],
    [3, 10 * MINUTE],
    [4, 30 * MINUTE],
    [5, 120 * MINUTE],
    [6, 360 * MINUTE],
    [7, 720 * MINUTE],
    [8, 1440 * MINUTE],
  ])('waits after attempt %i for %i ms at least', (attempts, delay) => {
    expect(retryDelay(attempts, 0)).toBe(delay);
  });

  it('is used up after the ninth attempt', () => {
    expect(retryDelay(9, 0)).toBeUndefined();
  });

  it('spreads retries over a fifth of the delay', () => {
    expect(retryDelay(1, 0.999)).toBeGreaterThan(35_900);
    expect(retryDelay(1, 0.999)).toBeLessThan(36_000);
  });

  it('honours a Retry-After that is longer, and not one that is shorter', () => {
    expect(retryDelay(1, 0, 45 * MINUTE)).toBe(45 * MINUTE);
    expect(retryDelay(1, 0, 1000)).toBe(30_000);
  });

  it('tries a channel that cannot be reached every five minutes in the end', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 100].map((failures) => outageDelay(failures, 0) / 1000)).toEqual([
      5, 15, 30, 60, 120, 300, 300, 300,
    ]);
  });
});

describe('the look-ups of a channel that stays silent', () => {
  it.each([
    [1, 30_000],
    [2, 2 * MINUTE],
    [3, 10 * MINUTE],
    [4, 30 * MINUTE],
    [5, 30 * MINUTE],
    [500, 30 * MINUTE],
  ])('wait after silence %i for %i ms at least', (silences, delay) => {
    expect(lookUpDelay(silences, 0)).toBe(delay);
  });
});
