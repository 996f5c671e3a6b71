import { describe, expect, it } from 'vitest';

import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import facts from '../../fixtures/working-days.json' with { type: 'json' };

const withYear = (year: string, entry: unknown) => ({ verifiedThrough: 2026, years: { [year]: entry } });

describe('the calendar of public holidays', () => {
  it('ships with the facts of the State Council’s notices', () => {
    const calendar = parseCalendar(shipped);
    const years = Object.entries(facts.calendar).map(([year, { off, work }]) => [year, off, work]);
    const held = Object.entries(shipped.years).map(([year, { off, work }]) => [year, off, work]);
    expect(held).toEqual(years);
    expect(calendar.verifiedThrough).toBe(2026);
  });

  it('writes every day of a range out', () => {
    const calendar = parseCalendar(withYear('2024', { off: ['02-28/03-01', '05-01'], work: ['05-11'] }));
    expect(calendar.years.get(2024)).toEqual({
      off: new Set(['2024-02-28', '2024-02-29', '2024-03-01', '2024-05-01']),
      work: new Set(['2024-05-11']),
    });
  });

  it('may call a year beyond the library verified once it is written out', () => {
    const value = { verifiedThrough: 2027, years: { 2027: { off: ['01-01/01-03'], work: [] } } };
    expect(parseCalendar(value).verifiedThrough).toBe(2027);
  });

  it.each([
    ['no object', null, 'calendar：应为对象'],
    ['a list', [], 'calendar：应为对象'],
    ['a misspelt member', { verifiedTrough: 2026, years: {} }, 'calendar.verifiedTrough：没有这一项'],
    ['no verified year', { years: {} }, 'calendar.verifiedThrough：应为年份'],
    ['a verified year in text', { verifiedThrough: '2026', years: {} }, 'calendar.verifiedThrough：应为年份'],
    ['half a year', { verifiedThrough: 2026.5, years: {} }, 'calendar.verifiedThrough：应为年份'],
    ['no years', { verifiedThrough: 2026 }, 'calendar.years：应为对象。It must be an object.'],
    [
      'a verified year that nobody knows',
      { verifiedThrough: 2028, years: { 2028: { off: [], work: [] } } },
      'calendar.verifiedThrough：写到 2028 年，但 calendar.years 中没有 2027 年',
    ],
    ['a year that is none', withYear('26', { off: [], work: [] }), 'calendar.years.26：不是年份'],
    ['a year without days', withYear('2026', '元旦'), 'calendar.years.2026：应为对象'],
    ['a misspelt list', withYear('2026', { of: [], work: [] }), 'calendar.years.2026.of：没有这一项'],
    ['no list', withYear('2026', { off: '01-01', work: [] }), 'calendar.years.2026.off：应为日期列表'],
    ['a missing list', withYear('2026', { off: [] }), 'calendar.years.2026.work：应为日期列表'],
    [
      'a number',
      withYear('2026', { off: [101], work: [] }),
      'calendar.years.2026.off[0]：101 不是 2026 年的日期',
    ],
    [
      'a day that does not exist',
      withYear('2026', { off: ['01-01'], work: ['01-04', '02-29'] }),
      'calendar.years.2026.work[1]："02-29" 不是 2026 年的日期',
    ],
    [
      'a range of three',
      withYear('2026', { off: ['01-01/01-02/01-03'], work: [] }),
      'calendar.years.2026.off[0]："01-01/01-02/01-03" 不是 2026 年的日期',
    ],
    [
      'a range backwards',
      withYear('2026', { off: ['01-03/01-01'], work: [] }),
      'calendar.years.2026.off[0]："01-03/01-01" 的结束早于开始。It ends before it starts.',
    ],
    [
      'a day both off and worked',
      withYear('2026', { off: ['01-01/01-04'], work: ['01-04'] }),
      'calendar.years.2026：2026-01-04 既是放假又是上班',
    ],
    [
      'a source that is no text',
      withYear('2026', { off: [], work: [], source: 7 }),
      'calendar.years.2026.source：应为文字',
    ],
  ])('is refused with %s, naming the member', (_, value, message) => {
    expect(() => parseCalendar(value)).toThrow(message);
  });
});
