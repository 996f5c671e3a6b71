// The data of the package, not its functions: those read a date as UTC and then ask for the local weekday, so that west
// of Greenwich every answer is a day off; and they answer years they do not know as plain Monday to Friday.
import known from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Day } from './item.ts';

/** One year of the State Council's notices on public holidays. A day in neither set is a plain weekday or weekend. */
export interface CalendarYear {
  readonly off: ReadonlySet<Day>;
  /** Weekend days worked in exchange (调休). */
  readonly work: ReadonlySet<Day>;
}

const byYear = (days: Readonly<Record<Day, string>>): Map<number, Day[]> =>
  Map.groupBy(Object.keys(days), (day) => Number(day.slice(0, 4)));

const off = byYear(known.holidays);
const work = byYear(known.workdays);

/** The holidays of a year as `chinese-days` carries them; undefined for a year that it does not know. */
export const knownHolidays = (year: number): CalendarYear | undefined => {
  const days = off.get(year);
  return days === undefined ? undefined : { off: new Set(days), work: new Set(work.get(year)) };
};

/** The last year that `chinese-days` knows. */
export const LAST_KNOWN_YEAR = Math.max(...off.keys());
