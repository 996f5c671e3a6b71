import type { Instant } from '../lib/domain/item.ts';
import { startOfDay, yearOf } from '../lib/domain/shanghai-time.ts';
import type { Clock } from '../lib/ports/clock.ts';
import type { BuildReturn } from '../lib/usecases/build-return.ts';
import type { ListReturns } from '../lib/usecases/list-returns.ts';
import type { Log } from './log.ts';
import { type Repetition, repeat } from './repeat.ts';

const MINUTE = 60_000;
/** After midnight of the new year, Asia/Shanghai, so that what was sent in the last minute has come to rest. */
const FROM = 10 * MINUTE;
/** Milliseconds between two looks at the clock. */
const PAUSE = 15 * MINUTE;
/** The same after a fault, and after a start, when others have more to do. */
const SHORT_PAUSE = MINUTE;

/** The year that is over and whose draft is due, from ten past midnight on 1 January on; null until then. */
export const yearToReport = (now: Instant): number | null => {
  const year = yearOf(now);
  return now >= startOfDay(`${year}-01-01`) + FROM ? year - 1 : null;
};

/**
 * Has the draft of the year that is over built once it is, and, where the machine was off, after the next start. People
 * file it. A year of which anything was built is left to them.
 */
export const startReturnLoop = ({
  buildReturn,
  listReturns,
  clock,
  log,
  first = SHORT_PAUSE,
}: {
  readonly buildReturn: BuildReturn;
  readonly listReturns: ListReturns;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds until the first look. */
  readonly first?: number;
}): Repetition => {
  let done: number | null = null;

  const build = async (year: number): Promise<void> => {
    if ((await listReturns(year)).length === 0) {
      const built = await buildReturn(year, 'system');
      if (built.outcome === 'invalid') throw new Error(built.violations.map(({ code }) => code).join(', '));
      log.info({ year, revision: built.record.revision }, 'a draft of the yearly return is built');
    }
    done = year;
  };

  const look = async (): Promise<number> => {
    const year = yearToReport(clock.now());
    if (year === null || year === done) return PAUSE;
    try {
      await build(year);
      return PAUSE;
    } catch (error) {
      log.error({ err: error, year }, 'no draft of the yearly return could be built; it will be tried again');
      return SHORT_PAUSE;
    }
  };

  return repeat(first, look);
};
