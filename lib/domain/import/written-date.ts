import { instantOf, type Moment } from '../shanghai-time.ts';

const WRITTEN =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ]*(\d{1,2})(?::|时)(\d{1,2})(?:(?::|分)(\d{1,2})秒?|分)?(\S*))?$/u;

/**
 * Reads a day or time as spreadsheets and web pages write it: `2017/3/5`, `2017.3.5`, `2017年3月5日 9:30`, besides the
 * forms of {@link instantOf}. Undefined for what is no date, or a day that does not exist.
 */
export const writtenDate = (text: string): Moment | undefined => {
  const plain = text.normalize('NFKC').trim();
  const match = WRITTEN.exec(plain);
  if (match === null) return instantOf(plain);
  const [, year = '', month = '', day = '', hour, minute = '', second, zone = ''] = match;
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (hour === undefined) return instantOf(date);
  const time = [hour, minute, ...(second === undefined ? [] : [second])].map(twoDigits).join(':');
  return instantOf(`${date} ${time}${zone}`);
};

const twoDigits = (digits: string): string => digits.padStart(2, '0');
