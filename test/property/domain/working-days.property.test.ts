import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import { addDays } from '../../../lib/domain/shanghai-time.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';

const { dueOn, isWorkingDay } = createWorkingDays(parseCalendar(shipped));
const days = fc.integer({ min: 0, max: 10_000 }).map((count) => addDays('2004-01-01', count));
const limits = fc.integer({ min: 1, max: 60 });

it('falls on a working day, with exactly the limit of working days after formation', () => {
  fc.assert(
    fc.property(days, limits, (formedOn, limit) => {
      const { day } = dueOn(formedOn, limit);
      let worked = 0;
      for (let next = addDays(formedOn, 1); next <= day; next = addDays(next, 1))
        worked += Number(isWorkingDay(next));
      expect(isWorkingDay(day)).toBe(true);
      expect(worked).toBe(limit);
    }),
  );
});

it('is never earlier for an item formed later', () => {
  fc.assert(
    fc.property(days, fc.nat(400), limits, (formedOn, later, limit) => {
      expect(dueOn(addDays(formedOn, later), limit).day >= dueOn(formedOn, limit).day).toBe(true);
    }),
  );
});

it('is provisional exactly when it lies beyond the last verified year', () => {
  fc.assert(
    fc.property(days, limits, (formedOn, limit) => {
      const { day, provisional } = dueOn(formedOn, limit);
      expect(provisional).toBe(day > '2026-12-31');
    }),
  );
});
