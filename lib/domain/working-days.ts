import type { Calendar } from './calendar.ts';
import type { Day } from './item.ts';
import { type CalendarYear, knownHolidays } from './known-holidays.ts';
import { addDays, startOfDay } from './shanghai-time.ts';

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
  /**
   * Working days after the first day, the last one included; 0 where it is not later. Throws a RangeError for what is not a
   * bare day.
   */
  readonly between: (after: Day, through: Day) => Distance;
}

export interface Distance {
  readonly workingDays: number;
  /** It touches a year whose holidays are not known for certain. */
  readonly provisional: boolean;
}

/** Public on the day it was due is in time. */
export const isLate = (firstPublicOn: Day, dueOn: Day): boolean => firstPublicOn > dueOn;

interface Year {
  /** For each day of the year, 1 when it is worked. */
  readonly worked: Uint8Array;
  readonly certain: boolean;
}

/**
 * Working days in mainland China: a year in the calendar goes before what `chinese-days` knows of it, and a year that
 * neither knows is taken as plain weeks, Monday to Friday.
 */
export const createWorkingDays = (calendar: Calendar): WorkingDays => {
  // A table for each year instead of a cache of answers: small, never evicted, and a deadline is a walk of thirty steps.
  const years = new Map<number, Year>();

  const yearAt = (year: number): Year => {
    const tabulated = years.get(year);
    if (tabulated !== undefined) return tabulated;
    const holidays = calendar.years.get(year) ?? knownHolidays(year);
    const certain = holidays !== undefined && year <= calendar.verifiedThrough;
    const fresh = { worked: tabulate(year, holidays ?? PLAIN_WEEKS), certain };
    years.set(year, fresh);
    return fresh;
  };

  return {
    isWorkingDay: (day) => yearAt(yearOfDay(day)).worked[indexInYear(day)] === 1,

    dueOn: (formedOn, limit) => {
      if (!Number.isInteger(limit) || limit < 1)
        throw new RangeError(`not a limit in working days: ${limit}`);
      let index = indexInYear(formedOn);
      let number = yearOfDay(formedOn);
      let year = yearAt(number);
      let provisional = false;
      for (let left = limit; left > 0; left -= year.worked[index] ?? 0) {
        index += 1;
        if (index === year.worked.length) {
          number += 1;
          index = 0;
          year = yearAt(number);
        }
        provisional ||= !year.certain;
      }
      return { day: addDays(firstDayOf(number), index), provisional };
    },

    between: (after, through) => {
      // Of both days, so that neither is taken for a day that it is not.
      const days = (startOfDay(through) - startOfDay(after)) / DAY_MS;
      let index = indexInYear(after);
      let number = yearOfDay(after);
      let year = yearAt(number);
      let workingDays = 0;
      let provisional = false;
      for (let left = days; left > 0; left -= 1) {
        index += 1;
        if (index === year.worked.length) {
          number += 1;
          index = 0;
          year = yearAt(number);
        }
        workingDays += year.worked[index] ?? 0;
        provisional ||= !year.certain;
      }
      return { workingDays, provisional };
    },
  };
};

const PLAIN_WEEKS: CalendarYear = { off: new Set(), work: new Set() };

const tabulate = (year: number, { off, work }: CalendarYear): Uint8Array => {
  const first = firstDayOf(year);
  const length = (startOfDay(`${year}-12-31`) - startOfDay(first)) / DAY_MS + 1;
  return Uint8Array.from({ length }, (_, index) => {
    const day = addDays(first, index);
    return Number(work.has(day) || (!off.has(day) && !isWeekend(day)));
  });
};

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

const firstDayOf = (year: number): Day => `${year}-01-01`;
const yearOfDay = (day: Day): number => Number(day.slice(0, 4));
const indexInYear = (day: Day): number => (startOfDay(day) - startOfDay(firstDayOf(yearOfDay(day)))) / DAY_MS;
