import type { Round } from './measure-round.ts';
import { median } from './quantile.ts';

/** `median (least to most)`. */
const spread = (values: readonly number[], digits: number): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

/** What one system did in all rounds, a line each. */
export const figuresOf = (rounds: readonly Round[], peak: number): Readonly<Record<string, string>> => ({
  'items/s': spread(
    rounds.map(({ itemsPerSecond }) => itemsPerSecond),
    0,
  ),
  'accept p50 ms': spread(
    rounds.map(({ acceptMedian }) => acceptMedian),
    1,
  ),
  'accept p99 ms': spread(
    rounds.map(({ accept99 }) => accept99),
    1,
  ),
  'CPU ms/item': spread(
    rounds.map(({ cpuPerItem }) => cpuPerItem),
    2,
  ),
  'peak RSS MiB': peak.toFixed(0),
});

/** Speed of one as a part of the other's, round by round: what else the machine did bears on both. */
export const ratioOf = (rounds: readonly Round[], others: readonly Round[]): string =>
  spread(
    rounds.map((round, index) => round.itemsPerSecond / (others[index]?.itemsPerSecond ?? Number.NaN)),
    2,
  );
