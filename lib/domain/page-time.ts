import type { Instant } from './item.ts';
import type { DeliveryRow } from './ledger-rows.ts';
import { dayOf, type Moment, pubDate } from './shanghai-time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** What the time that a public page states makes of a delivery's public time. */
export interface PageTime {
  /** Taken over; null where what is known stays. */
  readonly adopted: { readonly publicAt: Instant; readonly basis: 'page' } | null;
  /** Why it was not believed, to be shown to people; null where nothing speaks against it. */
  readonly warning: string | null;
}

const KEPT: PageTime = { adopted: null, warning: null };

/** Pages state days or minutes: the last moment that the same words stand for. */
const lastOf = ({ instant, precision }: Moment): Instant => {
  if (precision === 'day') return instant + DAY - 1;
  return instant + (instant % MINUTE === 0 ? MINUTE : SECOND) - 1;
};

const ANSWERS: ReadonlySet<string> = new Set(['answered-published', 'found']);

/** The channel did not say when it became public, so the moment of its answer stood in. */
const isOurClock = ({ basis, publicAt, history }: DeliveryRow): boolean =>
  basis === 'channel' && history.some(({ what, at }) => ANSWERS.has(what) && at === publicAt);

/** The page may be of a copy that was put up later, in place of the first, which is the one that counts. */
const wasSentAgain = ({ basis, publicAt, history }: DeliveryRow): boolean => {
  const first = history.findIndex(({ what, at }) =>
    basis === 'stated' ? what === 'receipt' : ANSWERS.has(what) && at === publicAt,
  );
  return first >= 0 && history.slice(first + 1).some(({ what }) => what.startsWith('answered-'));
};

const told = (page: Moment): string =>
  page.precision === 'day' ? dayOf(page.instant) : pubDate(page.instant);

/**
 * The page's word counts for more than a clerk's or our own clock's, and less than the channel's. It is never believed before the last
 * approval or in the future: no page dates a publication back. `lastApproval` is undefined where there was none.
 */
export const pageTime = (
  row: DeliveryRow,
  page: Moment | null,
  { lastApproval, now }: { readonly lastApproval: Instant | undefined; readonly now: Instant },
): PageTime => {
  if (page === null || row.publicAt === null) return KEPT;
  const last = lastOf(page);
  const isKnown = row.publicAt >= page.instant && row.publicAt <= last;
  if (row.basis !== 'stated' && !isOurClock(row)) {
    if (isKnown || dayOf(page.instant) === dayOf(row.publicAt)) return KEPT;
    const known = pubDate(row.publicAt);
    return {
      adopted: null,
      warning: `网页标注的发布时间（${told(page)}）与登记的公开时间（${known}）不是同一天，未采用。`,
    };
  }
  if (page.instant > row.publicAt && wasSentAgain(row)) return KEPT;
  if (lastApproval !== undefined && last < lastApproval) {
    return { adopted: null, warning: `网页标注的发布时间（${told(page)}）早于最后一次审批，未采用。` };
  }
  if (page.instant > now) {
    return { adopted: null, warning: `网页标注的发布时间（${told(page)}）晚于现在，未采用。` };
  }
  // What is known more exactly, and agrees, stays.
  const publicAt = isKnown ? row.publicAt : Math.max(page.instant, lastApproval ?? page.instant);
  return { adopted: { publicAt, basis: 'page' }, warning: null };
};
