import { describe, expect, it } from 'vitest';
import {
  alarmOf,
  type Confirmation,
  type ConfirmationResult,
  nextConfirmation,
} from '../../../lib/domain/confirmation.ts';
import { lookAfter, toBeFoundGone, toBeReadBack } from '../../../lib/domain/confirmation-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const receipt = { remoteId: null, url: 'https://city.example/1.html', place: null, evidence: [] };

const after = (...results: readonly ConfirmationResult[]): Confirmation =>
  results.reduce<Confirmation | null>(
    (before, result, index) => nextConfirmation(before, { result, at: index, detail: null }),
    null,
  ) ?? { result: 'same', at: 0, same: 0, times: 0, since: 0, detail: null };

const gone = (...results: readonly ConfirmationResult[]) =>
  toBeFoundGone({ receipt, confirmation: after(...results) }, { settleTime: 0, now: 0 }).confirmAt;

describe('reading back', () => {
  it('begins ten minutes after a change, or when the channel has settled', () => {
    expect(toBeReadBack(receipt, { settleTime: 2000, now: 5 }).confirmAt).toBe(5 + 10 * MINUTE);
    expect(toBeReadBack(receipt, { settleTime: HOUR, now: 5 }).confirmAt).toBe(5 + HOUR);
  });

  it('never begins where there is no page', () => {
    expect(toBeReadBack({ ...receipt, url: null }, { settleTime: 0, now: 5 }).confirmAt).toBeNull();
    expect(toBeReadBack(null, { settleTime: 0, now: 5 }).confirmAt).toBeNull();
  });

  it.each<[readonly ConfirmationResult[], number]>([
    [['same'], DAY],
    [['same', 'same'], 7 * DAY],
    [['same', 'same', 'same'], 30 * DAY],
    [['same', 'same', 'same', 'same'], 365 * DAY],
    [['same', 'same', 'same', 'same', 'same'], 365 * DAY],
    [['altered'], DAY],
    [['altered', 'altered'], 7 * DAY],
    [['same', 'same', 'altered', 'same'], DAY],
    [['unreadable'], HOUR],
    [['unreadable', 'unreadable'], 6 * HOUR],
    [['same', 'same', 'unreadable'], HOUR],
    [['same', 'same', 'unreadable', 'same'], 30 * DAY],
  ])('thins out: after %j the next look comes in %i ms', (results, delay) => {
    expect(lookAfter(after(...results), 0)).toBe(delay);
  });

  it('spreads the looks by a fifth', () => {
    expect(lookAfter(after('same'), 0.999)).toBeLessThanOrEqual(DAY * 1.2);
    expect(lookAfter(after('same'), 0.999)).toBeGreaterThan(DAY * 1.19);
  });

  it('looks ever less often at a page that nobody takes down', () => {
    expect(gone('same')).toBe(10 * MINUTE);
    expect(gone('reappeared')).toBe(10 * MINUTE);
    expect(gone('reappeared', 'reappeared')).toBe(DAY);
    expect(gone('reappeared', 'reappeared', 'reappeared')).toBe(7 * DAY);
  });
});

describe('an alarm', () => {
  it.each<[readonly ConfirmationResult[], string | null]>([
    [['altered'], 'altered'],
    [['missing'], 'missing'],
    [['unreadable', 'unreadable', 'unreadable'], null],
    [['same'], null],
    // The first time the pipeline takes it down by itself.
    [['reappeared'], null],
    [['reappeared', 'reappeared'], 'reappeared'],
    [['altered', 'same'], null],
    // A look that could not judge takes nothing back of what was seen.
    [['altered', 'unreadable'], 'altered'],
    [['missing', 'unreadable', 'unreadable'], 'missing'],
    [['missing', 'unreadable', 'same'], null],
    [['reappeared', 'unreadable', 'reappeared'], 'reappeared'],
  ])('after %j is %j', (results, alarm) => {
    expect(alarmOf(after(...results))).toBe(alarm);
  });

  it('stands since the first look that found it', () => {
    expect(after('same', 'missing', 'missing', 'missing')).toMatchObject({ since: 1, at: 3, times: 3 });
    expect(after('same', 'missing', 'unreadable', 'missing')).toMatchObject({ since: 1, at: 3, times: 2 });
  });
});
