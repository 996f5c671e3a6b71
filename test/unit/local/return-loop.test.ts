import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuildReturn } from '../../../lib/usecases/build-return.ts';
import { startReturnLoop, yearToReport } from '../../../local/return-loop.ts';
import { returnRecordOf } from '../../examples/return-record.ts';
import { SettableClock } from '../../examples/settable-clock.ts';

const at = (time: string): number => Date.parse(`${time}+08:00`);

describe('the year to report', () => {
  it.each([
    ['on the last day of the year', '2026-12-31T23:59', 2025],
    ['just after midnight', '2027-01-01T00:09', null],
    ['at ten past', '2027-01-01T00:10', 2026],
    ['in summer', '2027-07-01T12:00', 2026],
  ])('%s', (_name, now, year) => {
    expect(yearToReport(at(now))).toBe(year);
  });
});

const start = ({ now, known = [], faults = 0 }: { now: string; known?: number[]; faults?: number }) => {
  const clock = new SettableClock(at(now));
  const built: number[] = [...known];
  const lines: string[] = [];
  const note = (_details: unknown, message: string) => void lines.push(message);
  const log = { info: note, error: note, warn: note, debug: note } as never;
  let left = faults;
  const buildReturn: BuildReturn = async (year) => {
    if (left > 0) {
      left -= 1;
      throw new Error('disk full');
    }
    built.push(year);
    return { outcome: 'built', record: returnRecordOf({ year, revision: 1 }) };
  };
  const loop = startReturnLoop({
    buildReturn,
    listReturns: async (year) => (built.includes(year) ? [returnRecordOf({ year, revision: 1 })] : []),
    clock,
    log,
    first: 0,
  });
  const pass = async (minutes: number) => {
    clock.pass(minutes * 60_000);
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
  };
  return { loop, built, lines, pass };
};

describe('the loop of returns', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('builds the year that is over soon after midnight, once', async () => {
    const { loop, built, pass } = start({ now: '2026-12-31T23:50', known: [2025] });
    await pass(15);
    expect(built).toEqual([2025]);
    for (let turn = 0; turn < 10; turn += 1) await pass(15);
    await loop.stop();
    expect(built).toEqual([2025, 2026]);
  });

  it('catches up after a start where the machine was off', async () => {
    const { loop, built, pass } = start({ now: '2027-03-01T09:00' });
    await pass(0);
    await loop.stop();
    expect(built).toEqual([2026]);
  });

  it('leaves a year to people of which anything was built', async () => {
    const { loop, built, pass } = start({ now: '2027-03-01T09:00', known: [2026] });
    await pass(60);
    await loop.stop();
    expect(built).toEqual([2026]);
  });

  it('tries again after a fault', async () => {
    const { loop, built, lines, pass } = start({ now: '2027-01-02T09:00', faults: 2 });
    await pass(5);
    await loop.stop();
    expect(built).toEqual([2026]);
    expect(lines).toEqual([
      'no draft of the yearly return could be built; it will be tried again',
      'no draft of the yearly return could be built; it will be tried again',
      'a draft of the yearly return is built',
    ]);
  });
});
