import { describe, expect, it } from 'vitest';
import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import type { WithdrawalMark } from '../../../lib/domain/ledger-rows.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { latenessOf, missingChannels, timelinessOf } from '../../../lib/domain/timeliness.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import facts from '../../fixtures/working-days.json' with { type: 'json' };

const workingDays = createWorkingDays(parseCalendar(shipped));
const now = { today: '2026-10-09', within: 5, workingDays };

const row = (channel: string, publicOn: string | null, dueOn: string | null = null) => ({
  itemId: 'a'.repeat(64),
  channel,
  withdrawal: null as WithdrawalMark | null,
  publicAt: publicOn === null ? null : startOfDay(publicOn),
  facts: {
    kind: 'document' as const,
    origin: 'own' as const,
    unit: null,
    area: null,
    dueOn,
    formRow: 'website' as const,
    practice: false,
  },
});

describe('the distance of two days in working days', () => {
  it.each(facts.vectors)('from $formed to $due20 is twenty', ({ formed, due20 }) => {
    expect(workingDays.between(formed, due20)).toEqual({ workingDays: 20, provisional: false });
  });

  it.each([
    ['2026-10-09', '2026-10-09', 0, 'the same day'],
    ['2026-10-09', '2026-10-08', 0, 'a day before'],
    ['2026-09-30', '2026-10-08', 1, 'a week of holidays'],
    ['2026-10-09', '2026-10-10', 1, 'a Saturday worked in exchange'],
    ['2026-12-30', '2026-12-31', 1, 'the end of a year'],
  ])('from %s to %s is %i: %s', (after, through, days) => {
    expect(workingDays.between(after, through)).toEqual({ workingDays: days, provisional: false });
  });

  it('is provisional as soon as it touches a year that is not verified', () => {
    expect(workingDays.between('2026-12-31', '2027-01-01').provisional).toBe(true);
  });

  it.each([
    ['2026-02-30', '2026-10-09'],
    ['2026-10-09', '2026-02-30'],
  ])('cannot be told of %s and %s', (after, through) => {
    expect(() => workingDays.between(after, through)).toThrow(RangeError);
  });
});

describe('an item that is not public', () => {
  it.each([
    { dueOn: '2026-09-30', told: { state: 'late', dueOn: '2026-09-30', workingDays: 2 } },
    { dueOn: '2026-10-08', told: { state: 'late', dueOn: '2026-10-08', workingDays: 1 } },
    { dueOn: '2026-10-09', told: { state: 'soon', dueOn: '2026-10-09', workingDays: 0 } },
    { dueOn: '2026-10-10', told: { state: 'soon', dueOn: '2026-10-10', workingDays: 1 } },
    { dueOn: '2026-10-15', told: { state: 'soon', dueOn: '2026-10-15', workingDays: 5 } },
    { dueOn: '2026-10-16', told: null },
    { dueOn: null, told: null },
  ])('and due on $dueOn is $told.state', ({ dueOn, told }) => {
    expect(timelinessOf({ state: 'live', dueOn }, [row('portal', null)], now)).toEqual(told);
  });

  it.each([
    { case: 'withdrawn', state: 'withdrawn' as const, rows: [] },
    {
      case: 'public on one channel',
      state: 'live' as const,
      rows: [row('portal', null), row('municipal', '2026-10-01')],
    },
  ])('is none of these once it is $case', ({ state, rows }) => {
    expect(timelinessOf({ state, dueOn: '2026-09-30' }, rows, now)).toBeNull();
  });
});

describe('an item that was public', () => {
  it('was as late as its first publication', () => {
    const rows = [row('municipal', '2026-10-12', '2026-09-30'), row('portal', '2026-10-09', '2026-09-30')];
    expect(latenessOf(rows, workingDays)).toEqual({
      state: 'late',
      dueOn: '2026-09-30',
      itemId: 'a'.repeat(64),
      publicAt: startOfDay('2026-10-09'),
      workingDays: 2,
    });
  });

  it('was not public by what went out in error', () => {
    const inError = { ...row('portal', '2026-09-01', '2026-09-30'), withdrawal: 'error' as const };
    const rows = [inError, row('municipal', '2026-10-09', '2026-09-30')];
    expect(latenessOf(rows, workingDays)).toMatchObject({ workingDays: 2 });
    expect(timelinessOf({ state: 'live', dueOn: '2026-09-30' }, [inError], now)).toMatchObject({
      state: 'late',
    });
    expect(missingChannels({ plan: ['portal', 'municipal'] }, rows)).toEqual(['portal']);
  });

  it.each([
    { case: 'on its last day', rows: [row('portal', '2026-09-30', '2026-09-30')] },
    { case: 'and has no last day', rows: [row('portal', '2026-09-30')] },
    { case: 'nowhere', rows: [row('portal', null, '2026-09-30')] },
  ])('$case was not late', ({ rows }) => {
    expect(latenessOf(rows, workingDays)).toBeNull();
  });
});

it('names the planned channels on which an item never was public, in the order of the plan', () => {
  const rows = [row('portal', '2026-10-01'), row('municipal', null), row('wechat', null)];
  expect(missingChannels({ plan: ['municipal', 'portal', 'provincial'] }, rows)).toEqual([
    'municipal',
    'provincial',
  ]);
});
