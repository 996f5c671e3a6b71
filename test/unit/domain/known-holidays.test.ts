import { expect, it } from 'vitest';

import { knownHolidays, LAST_KNOWN_YEAR } from '../../../lib/domain/known-holidays.ts';

it('knows every year from 2004 to the last, and no other', () => {
  expect(LAST_KNOWN_YEAR).toBe(2026);
  const years = Array.from({ length: 40 }, (_, index) => 2000 + index);
  const known = years.filter((year) => knownHolidays(year) !== undefined);
  expect(known).toEqual(years.filter((year) => year >= 2004 && year <= 2026));
});

it('tells days off from weekend days worked in exchange', () => {
  const holidays = knownHolidays(2026);
  expect([holidays?.off.has('2026-10-01'), holidays?.work.has('2026-10-01')]).toEqual([true, false]);
  expect([holidays?.off.has('2026-10-10'), holidays?.work.has('2026-10-10')]).toEqual([false, true]);
});
