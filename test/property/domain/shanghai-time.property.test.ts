import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  addDays,
  compareMoments,
  dayOf,
  endOfDay,
  instantOf,
  isoShanghai,
  startOfDay,
  yearOf,
} from '../../../lib/domain/shanghai-time.ts';

const instants = fc.integer({
  min: Date.parse('1992-01-01T00:00:00Z'),
  max: Date.parse('9900-12-31T00:00:00Z'),
});
const days = instants.map(dayOf);
const zoned = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

it('agrees with the time zone Asia/Shanghai for every moment since 1992', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(isoShanghai(instant)).toBe(`${zoned.format(instant).replace(' ', 'T')}+08:00`);
    }),
  );
});

it('reads back what it wrote, to the second', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(instantOf(isoShanghai(instant))?.instant).toBe(Math.floor(instant / 1000) * 1000);
    }),
  );
});

it('puts every moment inside its day, and the day inside its year', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const day = dayOf(instant);
      expect(startOfDay(day)).toBeLessThanOrEqual(instant);
      expect(endOfDay(day)).toBeGreaterThanOrEqual(instant);
      expect(day.startsWith(`${yearOf(instant)}-`)).toBe(true);
    }),
  );
});

it('comes back to a day after going as far forth as back', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
      const there = addDays(day, count);
      expect(Math.sign(count)).toBe(there === day ? 0 : there > day ? 1 : -1);
      expect(addDays(there, -count)).toBe(day);
    }),
  );
});

it('takes a date that exists, and no other', () => {
  const numbers = fc.tuple(fc.integer({ min: 1900, max: 9999 }), fc.nat(13), fc.nat(32));
  fc.assert(
    fc.property(numbers, ([year, month, day]) => {
      const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
      const exists =
        month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
      expect(instantOf(text) !== undefined).toBe(exists);
    }),
  );
});

it('takes no random text for a date', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(instantOf(text)).toBeUndefined();
    }),
  );
});

it('compares the same pair the other way round with the other sign', () => {
  const moments = fc.record({
    instant: instants,
    precision: fc.constantFrom('day' as const, 'time' as const),
  });
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      expect(Math.sign(compareMoments(a, b)) + Math.sign(compareMoments(b, a))).toBe(0);
    }),
  );
});
