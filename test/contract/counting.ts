import { type CountRequest, countYear, type YearCount } from '../../lib/domain/count/count-year.ts';
import type { PublishedItem } from '../../lib/domain/publication.ts';

export const countRequest = (year: number, overrides: Partial<CountRequest> = {}): CountRequest => ({
  year,
  policies: { countReposts: true },
  channels: ['portal', 'provincial', 'municipal'],
  ...overrides,
});

/** The same count, from the items one by one. */
export const countOneByOne = (items: readonly PublishedItem[], request: CountRequest): YearCount =>
  countYear(
    items.map((pattern) => ({ pattern, items: 1 })),
    request,
  );
