import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../lib/domain/quiet-hours.ts';

const at = (time: string): number => Date.parse(`${time}+08:00`);

describe('quiet hours', () => {
  it.each([
    ['in the evening, until the next morning', '2026-11-03T22:00', '2026-11-04T07:30'],
    ['after midnight, until the same morning', '2026-11-03T00:10', '2026-11-03T07:30'],
    ['in the last minute', '2026-11-03T07:29:59', '2026-11-03T07:30'],
    ['at their very end, not at all', '2026-11-03T07:30', null],
    ['before their beginning, not at all', '2026-11-03T21:59:59', null],
    ['over New Year, until the first morning', '2026-12-31T23:00', '2027-01-01T07:30'],
  ])('over midnight: %s', (_name, now, until) => {
    const quiet = { from: '22:00', to: '07:30' };
    expect(quietUntil(quiet, at(now))).toBe(until === null ? null : at(until));
  });

  it.each([
    ['within', '2026-11-03T12:30', '2026-11-03T14:00'],
    ['before', '2026-11-03T11:59', null],
    ['after', '2026-11-03T14:00', null],
  ])('in the middle of the day: %s', (_name, now, until) => {
    const quiet = { from: '12:00', to: '14:00' };
    expect(quietUntil(quiet, at(now))).toBe(until === null ? null : at(until));
  });
});
