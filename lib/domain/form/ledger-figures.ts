import type { YearCount } from '../count/count-year.ts';

/** Figures of the year's count with which cells are compared. */
export type LedgerFigure = 'published' | 'firstPublishedEarlier' | 'repostsLeftOut';

/** What the ledger says of the year; null where days of some channel are unknown to it, since then it is no measure of what people enter. */
export interface LedgerFigures {
  /** Items public on some channel within the year, each once: the union of the item sets of all channels. */
  readonly published: number | null;
  readonly firstPublishedEarlier: number | null;
  /** Reposts first public in the year that the policy leaves out of the total; 0 where it counts them. */
  readonly repostsLeftOut: number | null;
  /** Some item stands on more than one channel, or in more than one row of the form. */
  readonly sharedByChannels: boolean;
  readonly sharedByFormRows: boolean;
}

/** Takes the figures from a year's count; `unknown` lists the days of which the ledger knows nothing. */
export const ledgerFigures = (
  count: Pick<YearCount, 'total' | 'published' | 'firstPublishedEarlier' | 'overlaps' | 'formRows'>,
  unknown: readonly unknown[],
): LedgerFigures => {
  const known = (figure: number): number | null => (unknown.length === 0 ? figure : null);
  const { total, published, firstPublishedEarlier, overlaps, formRows } = count;
  const inRows = Object.values(formRows).reduce((sum, items) => sum + items, 0);
  return {
    published: known(published),
    firstPublishedEarlier: known(firstPublishedEarlier),
    repostsLeftOut: known(published - firstPublishedEarlier - total),
    sharedByChannels: overlaps.some(({ items }) => items > 0),
    sharedByFormRows: inRows > published,
  };
};
