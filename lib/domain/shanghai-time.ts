import type { Day, DayOrTime, Instant } from './item.ts';

// A fixed offset, not the zone from tzdata: that one carries the summer time of 1986-1991 and would cost an
// Intl call in every function here. No time of day before 1992 occurs in a ledger; bare days are not touched by it.
const OFFSET_MS = 8 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Below it a year is a slip of the pen (`0206-11-02`), not a date. */
const EARLIEST_YEAR = 1900;
const WIDEST_OFFSET_HOURS = 14;

const DAY_OR_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/;

/** A day or time as read from text. Of a bare day, `instant` is its first millisecond. */
export interface Moment {
  readonly instant: Instant;
  readonly precision: 'day' | 'time';
}

/**
 * Reads `yyyy-MM-dd`, `yyyy-MM-dd HH:mm[:ss]`, or the same with `T`, a fraction of a second (cut to milliseconds) and a
 * zone (`Z`, `+08:00`, `+0800`); a time without a zone is Asia/Shanghai. Years 1900 to 9999.
 * Undefined for anything else, and for days and times that do not exist: `2026-02-30`, `24:00`, `23:59:60`.
 */
export const instantOf = (text: DayOrTime): Moment | undefined => {
  const match = DAY_OR_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', utc, sign, zoneHour, zoneMinute] =
    match;
  const midnight = midnightUtc(Number(year), Number(month), Number(day));
  if (midnight === undefined) return undefined;
  if (hour === undefined) return { instant: midnight - OFFSET_MS, precision: 'day' };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = utc === undefined ? zoneOffset(sign, Number(zoneHour), Number(zoneMinute)) : 0;
  if (offset === undefined) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const instant = midnight + minutes * MINUTE_MS + Number(second) * 1000 + milliseconds - offset;
  return { instant, precision: 'time' };
};

const midnightUtc = (year: number, month: number, day: number): number | undefined => {
  if (year < EARLIEST_YEAR) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  // Date.UTC carries 30 February over into March; a month or day that moved did not exist.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? midnight : undefined;
};

const zoneOffset = (sign: string | undefined, hours: number, minutes: number): number | undefined => {
  if (sign === undefined) return OFFSET_MS;
  if (hours > WIDEST_OFFSET_HOURS || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
};

const shanghaiDate = (instant: Instant): Date => new Date(instant + OFFSET_MS);
const dayNumber = (instant: Instant): number => Math.floor((instant + OFFSET_MS) / DAY_MS);

/**
 * Negative when `a` is earlier, positive when later. A bare day has no time, so as soon as one of the two is bare both
 * compare by day: a review on the day of the approval is not after it. Therefore not an order to sort by:
 * a bare day equals both the morning and the evening, which differ.
 */
export const compareMoments = (a: Moment, b: Moment): number =>
  a.precision === 'time' && b.precision === 'time'
    ? a.instant - b.instant
    : dayNumber(a.instant) - dayNumber(b.instant);

/** {@link compareMoments} of two texts; undefined when one of them is no date. */
export const compareDayOrTime = (a: DayOrTime, b: DayOrTime): number | undefined => {
  const first = instantOf(a);
  const second = instantOf(b);
  return first === undefined || second === undefined ? undefined : compareMoments(first, second);
};

/** The day in Asia/Shanghai that the moment falls on. */
export const dayOf = (instant: Instant): Day => {
  // Put together by hand: toISOString takes four times as long, and a count asks for a million days.
  const date = shanghaiDate(instant);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
};

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** The calendar year in Asia/Shanghai: what an item is counted under. */
export const yearOf = (instant: Instant): number => shanghaiDate(instant).getUTCFullYear();

/** The month in Asia/Shanghai, 1 to 12. */
export const monthOf = (instant: Instant): number => shanghaiDate(instant).getUTCMonth() + 1;

/** The first millisecond of the day. Throws a RangeError for what is not a bare day. */
export const startOfDay = (day: Day): Instant => {
  const moment = instantOf(day);
  if (moment?.precision !== 'day') throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  return moment.instant;
};

/** The last millisecond of the day. Throws a RangeError for what is not a bare day. */
export const endOfDay = (day: Day): Instant => startOfDay(day) + DAY_MS - 1;

/** The day `count` days later, or earlier when negative. Throws a RangeError for what is not a bare day. */
export const addDays = (day: Day, count: number): Day => dayOf(startOfDay(day) + count * DAY_MS);

/** `yyyy-MM-dd HH:mm`, the form that the meta tag `PubDate` of an article page asks for. */
export const pubDate = (instant: Instant): string =>
  shanghaiDate(instant).toISOString().slice(0, 16).replace('T', ' ');

/** `2026-11-03T10:00:00+08:00`, without the milliseconds. */
export const isoShanghai = (instant: Instant): string =>
  `${shanghaiDate(instant).toISOString().slice(0, 19)}+08:00`;
