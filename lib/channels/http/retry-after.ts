import type { Instant } from '../../domain/item.ts';

// A platform that asks for longer is asked again the next day; a slip of its pen must not stop an item for years.
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** The moment a `Retry-After` names, in seconds or as an HTTP date, at most a day ahead; null where it is missing, past or unreadable. */
export const retryAfter = (header: unknown, now: Instant): Instant | null => {
  if (typeof header !== 'string') return null;
  const text = header.trim();
  // Date.parse would read a bare number as a year.
  const moment = /^\d{1,10}$/.test(text)
    ? now + Number(text) * 1000
    : /^[A-Za-z]/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(moment) || moment <= now ? null : Math.min(moment, now + LONGEST_MS);
};
