import type { DisclosureDays } from '../domain/annual-return.ts';

/** Working days within which information is due (条例 2007 article 18, 2019 article 26), where no shorter limit applies. */
export const DISCLOSURE_LIMIT = 20;

export interface DisclosureRange {
  readonly words: string;
  readonly items: number;
  /** Past {@link DISCLOSURE_LIMIT}. */
  readonly late: boolean;
}

const RANGES: readonly (readonly [first: number, last: number])[] = [
  [0, 0],
  [1, 5],
  [6, 10],
  [11, 15],
  [16, DISCLOSURE_LIMIT],
  [DISCLOSURE_LIMIT + 1, 30],
  [31, 60],
  [61, Number.POSITIVE_INFINITY],
];

const rangeWords = (first: number, last: number): string => {
  if (last === first) return '当日';
  return Number.isFinite(last) ? `${first}—${last}个工作日` : `超过${first - 1}个工作日`;
};

/** Days from formation to the first publication, in ranges whose border is the limit. */
export const disclosureRanges = (days: readonly DisclosureDays[]): readonly DisclosureRange[] =>
  RANGES.map(([first, last]) => ({
    words: rangeWords(first, last),
    items: days
      .filter(({ workingDays }) => workingDays >= first && workingDays <= last)
      .reduce((sum, { items }) => sum + items, 0),
    late: first > DISCLOSURE_LIMIT,
  }));
