import { expect, it } from 'vitest';
import { writtenDate } from '../../../../lib/domain/import/written-date.ts';
import { isoShanghai } from '../../../../lib/domain/shanghai-time.ts';

it.each([
  ['2017-03-05', 'day', '2017-03-05T00:00:00+08:00'],
  ['2017/3/5', 'day', '2017-03-05T00:00:00+08:00'],
  ['2017.3.5', 'day', '2017-03-05T00:00:00+08:00'],
  ['2017年3月5日', 'day', '2017-03-05T00:00:00+08:00'],
  ['２０１７－０３－０５', 'day', '2017-03-05T00:00:00+08:00'],
  ['2017/3/5 9:30', 'time', '2017-03-05T09:30:00+08:00'],
  ['2017年3月5日 9时30分', 'time', '2017-03-05T09:30:00+08:00'],
  ['2017-03-05 09:30:15', 'time', '2017-03-05T09:30:15+08:00'],
  ['2017-03-05T01:30:00Z', 'time', '2017-03-05T09:30:00+08:00'],
  ['2017-03-05T09:30:00.5+08:00', 'time', '2017-03-05T09:30:00+08:00'],
])('reads %s', (text, precision, iso) => {
  const moment = writtenDate(text);
  expect(moment?.precision).toBe(precision);
  expect(isoShanghai(moment!.instant)).toBe(iso);
});

it.each(['', '2017-02-30', '5.3.2017', '42799', '2017-13-01', '2017-03-05 25:00', '三月五日'])(
  'refuses "%s"',
  (text) => {
    expect(writtenDate(text)).toBeUndefined();
  },
);
