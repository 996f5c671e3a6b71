import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemindReport } from '../../../lib/usecases/remind.ts';
import { dayToRemind, startReminderLoop } from '../../../local/reminder-loop.ts';
import { SettableClock } from '../../examples/settable-clock.ts';

const at = (time: string): number => Date.parse(`${time}+08:00`);

describe('the day to remind of', () => {
  it.each([
    ['before nine', '2026-11-03T08:59', null, null],
    ['at nine', '2026-11-03T09:00', null, '2026-11-03'],
    ['again on the same day', '2026-11-03T17:00', '2026-11-03', null],
    ['after midnight, before nine', '2026-11-04T00:30', '2026-11-03', null],
    ['on the next day', '2026-11-04T09:00', '2026-11-03', '2026-11-04'],
  ])('%s', (_name, now, reminded, day) => {
    expect(dayToRemind(at(now), reminded)).toBe(day);
  });
});

describe('the reminder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is a line of the log a day where something waits, tried again after a fault', async () => {
    const clock = new SettableClock(at('2026-11-03T10:00'));
    const lines: string[] = [];
    const note = (_details: unknown, message: string) => void lines.push(message);
    const log = { info: note, error: note, warn: note, debug: note } as never;
    const reports: (RemindReport | 'fault')[] = ['fault'];
    const remind = async (): Promise<RemindReport> => {
      const report = reports.shift() ?? { overdue: [], waiting: {}, due: 1 };
      if (report === 'fault') throw new Error('disk full');
      return report;
    };
    const loop = startReminderLoop({ remind, clock, log });
    const quarter = async () => {
      clock.pass(15 * 60_000);
      await vi.advanceTimersByTimeAsync(15 * 60_000);
    };
    await vi.advanceTimersByTimeAsync(0);
    expect(lines).toEqual(['reminding failed and will be tried again']);
    for (let turn = 0; turn < 3; turn += 1) await quarter();
    expect(lines.slice(1)).toEqual(['people are waited for; see /waiting']);

    clock.set(at('2026-11-04T09:00'));
    reports.push({ overdue: [], waiting: { 'handed-over': 4 }, due: 0 });
    await quarter();
    await quarter();
    await loop.stop();
    expect(lines).toHaveLength(2);
  });
});
