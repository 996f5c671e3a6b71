import type { AnnualReturn, ChannelMonths } from '../domain/annual-return.ts';
import { isAllBlank } from '../domain/count/is-blank.ts';
import type { ChannelId } from '../domain/item.ts';
import { addDays } from '../domain/shanghai-time.ts';

type Figures = Pick<AnnualReturn, 'year' | 'count' | 'unknown'>;

/** Of the whole office: where nothing is known of any channel a 0 would say that nothing was published. */
export const inAll = (items: number, figures: Pick<Figures, 'count' | 'unknown'>): number | null =>
  items === 0 && isAllBlank(figures) ? null : items;

/** Of a channel in some months of the year, 1 to 12: null where nobody told the ledger of any day of them. */
export const inMonths = (
  items: number,
  channel: ChannelId,
  { first, last }: { readonly first: number; readonly last: number },
  { year, unknown }: Pick<Figures, 'year' | 'unknown'>,
): number | null => {
  const from = firstOf(year, first);
  const through = last === 12 ? `${year}-12-31` : addDays(firstOf(year, last + 1), -1);
  const left = unknown.some(
    (days) =>
      days.channel === channel && (days.nothingKnown || (days.from <= from && days.through >= through)),
  );
  return items === 0 && left ? null : items;
};

const firstOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`;

/** A channel's months, January first; null where nothing is known. */
export const knownMonths = (
  { channel, items }: ChannelMonths,
  annual: Pick<Figures, 'year' | 'unknown'>,
): readonly (number | null)[] =>
  items.map((figure, index) => inMonths(figure, channel, { first: index + 1, last: index + 1 }, annual));
