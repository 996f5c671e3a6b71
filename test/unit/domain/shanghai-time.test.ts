import { describe, expect, it } from 'vitest';

import {
  addDays,
  compareDayOrTime,
  dayOf,
  endOfDay,
  instantOf,
  isoShanghai,
  monthOf,
  pubDate,
  startOfDay,
  yearOf,
} from '../../../lib/domain/shanghai-time.ts';

const NEW_YEAR = Date.parse('2025-12-31T16:00:00Z');

describe('reading a day or time', () => {
  it.each([
    ['2026-11-03', '2026-11-02T16:00:00.000Z', 'day'],
    ['2024-02-29', '2024-02-28T16:00:00.000Z', 'day'],
    ['1900-01-01', '1899-12-31T16:00:00.000Z', 'day'],
    ['9999-12-31', '9999-12-30T16:00:00.000Z', 'day'],
    ['1988-07-01', '1988-06-30T16:00:00.000Z', 'day'],
    ['2026-11-03 10:00', '2026-11-03T02:00:00.000Z', 'time'],
    ['2026-11-03 10:00:59', '2026-11-03T02:00:59.000Z', 'time'],
    ['2026-11-03T10:00', '2026-11-03T02:00:00.000Z', 'time'],
    ['2026-11-03T00:00:00', '2026-11-02T16:00:00.000Z', 'time'],
    ['2026-11-03T23:59:59.999', '2026-11-03T15:59:59.999Z', 'time'],
    ['2026-11-03T10:00:00.1', '2026-11-03T02:00:00.100Z', 'time'],
    ['2026-11-03T10:00:00.123456789', '2026-11-03T02:00:00.123Z', 'time'],
    ['2026-11-03T10:00:00+08:00', '2026-11-03T02:00:00.000Z', 'time'],
    ['2026-11-03T10:00:00+0800', '2026-11-03T02:00:00.000Z', 'time'],
    ['2026-11-03T10:00:00Z', '2026-11-03T10:00:00.000Z', 'time'],
    ['2026-11-03T10:00Z', '2026-11-03T10:00:00.000Z', 'time'],
    ['2026-11-03T10:00:00-03:30', '2026-11-03T13:30:00.000Z', 'time'],
    ['2026-11-03T10:00:00+14:00', '2026-11-02T20:00:00.000Z', 'time'],
  ])('reads %s as %s, to the %3$s', (text, utc, precision) => {
    expect(instantOf(text)).toEqual({ instant: Date.parse(utc), precision });
  });

  it.each([
    '',
    ' 2026-11-03',
    '2026-11-03\n',
    '2026-2-3',
    '2026/11/03',
    '2026年11月3日',
    '20261103',
    '2026-11',
    '2026-02-30',
    '2025-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '0206-11-02',
    '1899-12-31',
    '10000-01-01',
    '+002026-11-03',
    '2026-11-03T',
    '2026-11-03T10',
    '2026-11-03t10:00',
    '2026-11-03T24:00',
    '2026-11-03T10:60',
    '2026-11-03T23:59:60',
    '2026-11-03T10:00:00.',
    '2026-11-03T10:00:00.1234567890',
    '2026-11-03T10:00:00 +08:00',
    '2026-11-03T10:00:00+8',
    '2026-11-03T10:00:00+15:00',
    '2026-11-03T10:00:00+08:60',
    '2026-11-03T10:00:00[Asia/Shanghai]',
    '2026-11-03Z',
    '2026-11-03+08:00',
    '٢٠٢٦-11-03',
  ])('refuses %j', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});

describe('comparing', () => {
  it.each([
    ['2026-11-03', '2026-11-03', 0],
    ['2026-11-02', '2026-11-03', -1],
    ['2026-11-04', '2026-11-03', 1],
    ['2026-11-03', '2026-11-03T23:59:59', 0],
    ['2026-11-03T00:00', '2026-11-03', 0],
    ['2026-11-02T23:59:59', '2026-11-03', -1],
    ['2026-11-04T00:00', '2026-11-03', 1],
    ['2026-11-02T16:00:00Z', '2026-11-03', 0],
    ['2026-11-02T15:59:59Z', '2026-11-03', -1],
    ['2026-11-03T09:59', '2026-11-03T10:00', -1],
    ['2026-11-03T10:00', '2026-11-03T02:00:00Z', 0],
    ['2026-11-03T10:00:00.001', '2026-11-03T10:00', 1],
  ])('%s to %s gives the sign %i: a bare day compares by day', (a, b, sign) => {
    expect(Math.sign(compareDayOrTime(a, b) ?? Number.NaN)).toBe(sign);
  });

  it.each([
    ['2026-02-30', '2026-11-03'],
    ['2026-11-03', 'yesterday'],
  ])('has no answer for %s and %s, of which one is no date', (a, b) => {
    expect(compareDayOrTime(a, b)).toBeUndefined();
  });
});

describe('a moment in Asia/Shanghai', () => {
  it('belongs to the old year until the last millisecond before midnight', () => {
    expect([dayOf(NEW_YEAR - 1), yearOf(NEW_YEAR - 1), monthOf(NEW_YEAR - 1)]).toEqual([
      '2025-12-31',
      2025,
      12,
    ]);
  });

  it('belongs to the new year from midnight on, while it is still the old year in Greenwich', () => {
    expect([dayOf(NEW_YEAR), yearOf(NEW_YEAR), monthOf(NEW_YEAR)]).toEqual(['2026-01-01', 2026, 1]);
  });

  it('is written for the meta tag PubDate', () => {
    expect(pubDate(Date.parse('2026-11-03T02:05:59Z'))).toBe('2026-11-03 10:05');
  });

  it('is written with its offset', () => {
    expect(isoShanghai(Date.parse('2026-11-03T02:00:00.999Z'))).toBe('2026-11-03T10:00:00+08:00');
  });
});

describe('a day', () => {
  it('starts and ends at the midnights of Shanghai', () => {
    expect(startOfDay('2026-01-01')).toBe(NEW_YEAR);
    expect(endOfDay('2025-12-31')).toBe(NEW_YEAR - 1);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-01', 0, '2026-03-01'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (day, count, result) => {
    expect(addDays(day, count)).toBe(result);
  });

  it.each(['2026-02-30', '2026-11-03T10:00', ''])('cannot be made of %j', (text) => {
    expect(() => startOfDay(text)).toThrow(RangeError);
    expect(() => endOfDay(text)).toThrow(RangeError);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
});
