import * as z from 'zod';

/** `#id` or `.class`. */
const BODY_SELECTOR = /^[#.][A-Za-z][\w-]*$/;

/** Settings of every channel whose public pages are somebody else's, by which they are read back. */
export const PAGE_SETTINGS = {
  /** Where on the channel's pages the information stands; null: the whole page. */
  bodySelector: z.string().regex(BODY_SELECTOR).nullable().default(null),
  /** Hosts, with their port where it is not the usual one, under which the platform puts up pictures and files that it takes over; besides the page's own. */
  rehostedAt: z
    .array(z.string().regex(/^[a-z0-9.-]+(?::\d{1,5})?$/))
    .max(20)
    .default([]),
};

/** How a page is read: which part of it, and whose addresses stand there. */
export interface PageReading {
  readonly bodySelector: string | null;
  /** Null where pages keep the addresses that were sent. */
  readonly rehostedAt: readonly string[] | null;
}
