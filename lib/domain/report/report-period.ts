import type { Finding } from '../form/finding.ts';
import { numbersIn } from './numbers-in-text.ts';

/** 2017年1月1日至2017年12月31日 */
export const reportPeriod = (year: number): string => `${year}年1月1日至${year}年12月31日`;

const RANGE = /(\d{4})年(\d{1,2})月(\d{1,2})日起?(?:至|到|[-—–~～]+)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/gu;

/**
 * Rule X-2: the text states the period, and no whole year but the report's. An error, since a report of another period is none of
 * this year.
 */
export const checkPeriod = (paragraphs: readonly string[], year: number): readonly Finding[] => {
  const stated = paragraphs.flatMap((paragraph) =>
    Array.from(
      inDigits(paragraph).matchAll(RANGE),
      ([written, from, month, day, through = from, lastMonth, lastDay]) => ({
        written,
        isWholeYear: `${month}-${day}` === '1-1' && `${lastMonth}-${lastDay}` === '12-31',
        isThisYear: Number(from) === year && Number(through) === year,
      }),
    ),
  );
  const isRight = stated.some(({ isWholeYear, isThisYear }) => isWholeYear && isThisYear);
  const wrong = stated.find(({ isWholeYear, isThisYear }) => isWholeYear && !isThisYear);
  if (isRight && wrong === undefined) return [];
  return [finding(year, wrong?.written ?? (isRight ? undefined : stated[0]?.written))];
};

const finding = (year: number, written: string | undefined): Finding => ({
  code: 'X-2',
  level: 'error',
  cells: [],
  message:
    written === undefined
      ? {
          zh: `正文没有写明统计期间。请写明“${reportPeriod(year)}”。`,
          en: `The text does not state its period. Write that it is from 1 January to 31 December ${year}.`,
        }
      : {
          zh: `正文写的统计期间是“${written}”，应为“${reportPeriod(year)}”。`,
          en: `The text states another period (${written}); the report is of 1 January to 31 December ${year}.`,
        },
});

/** With every number in plain digits, and no blanks. */
const inDigits = (text: string): string => {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '');
  let read = '';
  let at = 0;
  for (const { index, length, value } of numbersIn(plain)) {
    read += `${plain.slice(at, index)}${value}`;
    at = index + length;
  }
  return read + plain.slice(at);
};
