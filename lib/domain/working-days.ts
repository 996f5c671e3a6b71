import chineseDays from 'chinese-days';

import { type Calendar, type CalendarYear, LIBRARY_KNOWS } from './calendar.ts';
import type { Day } from './item.ts';
import { addDays, startOfDay } from './shanghai-time.ts';

// oxlint-disable-next-line import/no-named-as-default-member -- a CommonJS wrapper hides the names from Node
const { isWorkday } = chineseDays;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Deadline {
  readonly day: Day;
  /** The counting touched a year whose holidays are not known for certain, so the day may still move. */
  readonly provisional: boolean;
}

export interface WorkingDays {
  /** Throws a RangeError for what is not a bare day. */
  readonly isWorkingDay: (day: Day) => boolean;
  /**
   * The last day on which an item formed (or changed) on `formedOn` is public in time: the limit in working days, counted
   * from the day after (条例 2007 article 18, 2019 article 26). Throws a RangeError for what is not a bare day, and for a
   * limit that is not a positive whole number.
   */
  readonly dueOn: (formedOn: Day, limit: number) => Deadline;
}

/** Public on the day it was due is in time. */
export const isLate = (firstPublicOn: Day, dueOn: Day): boolean => firstPublicOn > dueOn;

/** Working days in mainland China: a year in the calendar goes before what the library knows of it. */
export const createWorkingDays = (calendar: Calendar): WorkingDays => {
  // One table a year instead of a cache of answers: small, never evicted, and a deadline is a walk of some thirty steps.
  const tables = new Map<number, Uint8Array>();

  const tableOf = (year: number): Uint8Array => {
    const known = tables.get(year);
    if (known !== undefined) return known;
    const table = tabulate(year, calendar.years.get(year));
    tables.set(year, table);
    return table;
  };

  const isCertain = (year: number): boolean =>
    year <= calendar.verifiedThrough && (year >= LIBRARY_KNOWS.from || calendar.years.has(year));

  return {
    isWorkingDay: (day) => tableOf(yearOfDay(day))[indexInYear(day)] === 1,

    dueOn: (formedOn, limit) => {
      if (!Number.isInteger(limit) || limit < 1)
        throw new RangeError(`not a limit in working days: ${limit}`);
      let index = indexInYear(formedOn);
      let year = yearOfDay(formedOn);
      let table = tableOf(year);
      let provisional = false;
      for (let left = limit; left > 0; left -= table[index] ?? 0) {
        index += 1;
        if (index === table.length) {
          year += 1;
          index = 0;
          table = tableOf(year);
        }
        provisional ||= !isCertain(year);
      }
      return { day: addDays(firstDayOf(year), index), provisional };
    },
  };
};

/** For each day of the year, 1 when it is worked. */
const tabulate = (year: number, listed: CalendarYear | undefined): Uint8Array => {
  const first = firstDayOf(year);
  const length = (startOfDay(`${year}-12-31`) - startOfDay(first)) / DAY_MS + 1;
  return Uint8Array.from({ length }, (_, index) => {
    const day = addDays(first, index);
    return Number(listed === undefined ? isWorkday(localNoon(day)) : isWorkedIn(listed, day));
  });
};

const isWorkedIn = ({ off, work }: CalendarYear, day: Day): boolean =>
  work.has(day) || (!off.has(day) && !isWeekend(day));

// The library reads a text as UTC but asks it for the local weekday: west of Greenwich every answer is a day off.
const localNoon = (day: Day): Date => new Date(`${day}T12:00:00`);

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

const firstDayOf = (year: number): Day => `${year}-01-01`;
const yearOfDay = (day: Day): number => Number(day.slice(0, 4));
const indexInYear = (day: Day): number => (startOfDay(day) - startOfDay(firstDayOf(yearOfDay(day)))) / DAY_MS;
