import type { Day } from './item.ts';
import { type CalendarYear, LAST_KNOWN_YEAR } from './known-holidays.ts';
import { addDays, instantOf } from './shanghai-time.ts';

/** The public holidays an office has checked, by year. */
export interface Calendar {
  /** The last year whose notice has been published and checked; deadlines beyond it are provisional. */
  readonly verifiedThrough: number;
  readonly years: ReadonlyMap<number, CalendarYear>;
}

const MEMBERS = ['$comment', 'verifiedThrough', 'years'];
const YEAR_MEMBERS = ['off', 'work', 'source'];

/**
 * Reads `config/calendar.json`: `{ verifiedThrough, years: { "2017": { off, work, source? } } }`, where days are `MM-dd`
 * and, in `off` and `work`, ranges `MM-dd/MM-dd`. Throws an Error that names the member at fault.
 */
export const parseCalendar = (value: unknown): Calendar => {
  const { verifiedThrough, years } = membersOf('calendar', value, MEMBERS);
  if (typeof verifiedThrough !== 'number' || !Number.isInteger(verifiedThrough)) {
    throw new Error('calendar.verifiedThrough：应为年份，如 2026。It must be a year, such as 2026.');
  }
  const entries = Object.entries(membersOf('calendar.years', years));
  const calendar = {
    verifiedThrough,
    years: new Map(entries.map(([year, entry]) => parseYear(year, entry))),
  };
  for (let year = LAST_KNOWN_YEAR + 1; year <= verifiedThrough; year += 1) {
    if (!calendar.years.has(year)) {
      throw new Error(
        `calendar.verifiedThrough：写到 ${verifiedThrough} 年，但 calendar.years 中没有 ${year} 年。It is ${verifiedThrough}, but calendar.years lacks ${year}.`,
      );
    }
  }
  return calendar;
};

const parseYear = (year: string, value: unknown): [number, CalendarYear] => {
  const name = `calendar.years.${year}`;
  if (instantOf(`${year}-01-01`)?.precision !== 'day')
    throw new Error(`${name}：不是年份。It is not a year.`);
  const { off, work, source } = membersOf(name, value, YEAR_MEMBERS);
  if (source !== undefined && typeof source !== 'string')
    throw new Error(`${name}.source：应为文字。It must be text.`);
  const entry = { off: parseDays(`${name}.off`, year, off), work: parseDays(`${name}.work`, year, work) };
  const both = [...entry.off].find((day) => entry.work.has(day));
  if (both !== undefined) throw new Error(`${name}：${both} 既是放假又是上班。It is both off and worked.`);
  return [Number(year), entry];
};

const parseDays = (name: string, year: string, value: unknown): Set<Day> => {
  if (!Array.isArray(value))
    throw new Error(
      `${name}：应为日期列表，写作 MM-dd 或 MM-dd/MM-dd。It must be a list of MM-dd or MM-dd/MM-dd.`,
    );
  return new Set(value.flatMap((range: unknown, index) => expandRange(`${name}[${index}]`, year, range)));
};

const expandRange = (name: string, year: string, value: unknown): Day[] => {
  const [from = '', to = from, ...rest] = typeof value === 'string' ? value.split('/') : [];
  const [first, last] = [`${year}-${from}`, `${year}-${to}`];
  if (rest.length > 0 || !isDay(first) || !isDay(last)) {
    throw new Error(
      `${name}：${JSON.stringify(value)} 不是 ${year} 年的日期，应写作 MM-dd 或 MM-dd/MM-dd。It is not a day of ${year}, MM-dd or MM-dd/MM-dd.`,
    );
  }
  if (last < first)
    throw new Error(`${name}：${JSON.stringify(value)} 的结束早于开始。It ends before it starts.`);
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

const isDay = (text: string): boolean => instantOf(text)?.precision === 'day';

const membersOf = (name: string, value: unknown, known?: readonly string[]): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${name}：应为对象。It must be an object.`);
  }
  const members = Object.fromEntries(Object.entries(value));
  const unknown = Object.keys(members).find((key) => known?.includes(key) === false);
  if (unknown !== undefined)
    throw new Error(
      `${name}.${unknown}：没有这一项，请检查拼写。It is an unknown member; check its spelling.`,
    );
  return members;
};
