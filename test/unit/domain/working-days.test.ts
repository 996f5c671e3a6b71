import { describe, expect, it } from 'vitest';

import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import { addDays } from '../../../lib/domain/shanghai-time.ts';
import { createWorkingDays, isLate } from '../../../lib/domain/working-days.ts';
import facts from '../../fixtures/working-days.json' with { type: 'json' };

const EMPTY = { verifiedThrough: 2026, years: {} };
const workingDays = createWorkingDays(parseCalendar(shipped));
const fromLibraryAlone = createWorkingDays(parseCalendar(EMPTY));

const daysOf = (year: number): string[] => {
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index));
  return days.filter((day) => day.startsWith(`${year}-`));
};

describe('the calendar and the library', () => {
  it.each(Object.keys(shipped.years).map(Number))('agree on every day of %i', (year) => {
    const days = daysOf(year);
    expect(days.map(workingDays.isWorkingDay)).toEqual(days.map(fromLibraryAlone.isWorkingDay));
  });
});

describe('a working day', () => {
  it.each([
    ['2026-09-30', true, 'a Wednesday'],
    ['2026-10-01', false, 'a public holiday on a Thursday'],
    ['2026-10-10', true, 'a Saturday worked in exchange'],
    ['2026-10-11', false, 'a Sunday'],
    ['2023-01-29', true, 'a Sunday worked in exchange, of a year that only the library knows'],
    ['2028-02-29', true, 'a leap day beyond the library'],
    ['2028-12-31', false, 'a Sunday at the end of a leap year'],
  ])('%s: %s, %s', (day, worked) => {
    expect(workingDays.isWorkingDay(day)).toBe(worked);
  });

  it.each(['2026-02-30', '2026-10-10T08:00', ''])('cannot be asked about %j', (day) => {
    expect(() => workingDays.isWorkingDay(day)).toThrow(RangeError);
  });
});

describe('a deadline', () => {
  it.each(facts.vectors)('of twenty working days from $formed is $due20', ({ formed, due20 }) => {
    expect(workingDays.dueOn(formed, 20)).toEqual({ day: due20, provisional: false });
    expect(fromLibraryAlone.dueOn(formed, 20)).toEqual({ day: due20, provisional: false });
  });

  it.each([
    ['2026-11-02', 7, '2026-11-11', 'the shorter limit of a topic'],
    ['2026-11-02', 1, '2026-11-03', 'the day after formation counts first'],
    ['2026-10-09', 1, '2026-10-10', 'a Saturday worked in exchange counts'],
    ['2026-10-10', 1, '2026-10-12', 'a plain Sunday does not count'],
    ['2026-10-03', 1, '2026-10-08', 'formed on a holiday'],
    ['2024-02-28', 1, '2024-02-29', 'a leap day counts'],
  ])('from %s with %i working days is %s: %s', (formedOn, limit, day) => {
    expect(workingDays.dueOn(formedOn, limit)).toEqual({ day, provisional: false });
  });

  it.each([
    ['2026-12-30', 1, '2026-12-31', false, 'the last verified day'],
    ['2026-12-31', 1, '2027-01-01', true, 'a holiday not yet announced looks like a plain Friday'],
    ['2026-12-20', 20, '2027-01-15', true, 'the counting runs into an unverified year'],
    ['2030-05-06', 20, '2030-06-03', true, 'a year nobody knows'],
    ['2003-12-31', 1, '2004-01-02', false, 'counting starts in the first year known'],
    ['2003-12-30', 2, '2004-01-02', true, 'the counting came out of a year nobody knows'],
    ['2003-11-03', 1, '2003-11-04', true, 'before the first year known'],
  ])('from %s with %i working days is %s, provisional: %s (%s)', (formedOn, limit, day, provisional) => {
    expect(workingDays.dueOn(formedOn, limit)).toEqual({ day, provisional });
  });

  it('follows a year that the calendar has and the library has not', () => {
    const years = { 2027: { off: ['01-01/01-03'], work: ['01-09'] } };
    const announced = createWorkingDays(parseCalendar({ verifiedThrough: 2027, years }));
    expect(announced.dueOn('2026-12-31', 1)).toEqual({ day: '2027-01-04', provisional: false });
    expect(announced.dueOn('2026-12-31', 6)).toEqual({ day: '2027-01-09', provisional: false });
  });

  it('stays provisional while a year is written down but not yet verified', () => {
    const years = { 2027: { off: ['01-01/01-03'], work: [] } };
    const draft = createWorkingDays(parseCalendar({ verifiedThrough: 2026, years }));
    expect(draft.dueOn('2026-12-31', 1)).toEqual({ day: '2027-01-04', provisional: true });
  });

  it('goes by the calendar where the library says otherwise', () => {
    const years = { 2026: { off: ['11-03'], work: [] } };
    const corrected = createWorkingDays(parseCalendar({ verifiedThrough: 2026, years }));
    expect(corrected.dueOn('2026-11-02', 1).day).toBe('2026-11-04');
    expect(corrected.isWorkingDay('2026-10-01')).toBe(true);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a limit of %d', (limit) => {
    expect(() => workingDays.dueOn('2026-11-02', limit)).toThrow(RangeError);
  });

  it.each(['2026-02-30', '2026-11-02 10:00'])('cannot be counted from %j', (formedOn) => {
    expect(() => workingDays.dueOn(formedOn, 20)).toThrow(RangeError);
  });
});

describe('being late', () => {
  it.each([
    ['2026-11-30', false],
    ['2026-12-01', false],
    ['2026-12-02', true],
  ])('public on %s, due on 2026-12-01: %s', (firstPublicOn, late) => {
    expect(isLate(firstPublicOn, '2026-12-01')).toBe(late);
  });
});
