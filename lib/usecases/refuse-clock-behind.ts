import type { Instant } from '../domain/item.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Milliseconds by which this machine's clock may run behind the newest time in the ledger. */
const TOLERATED = 60_000;

class ClockBehind extends Error {
  override readonly name = 'ClockBehind';
}

const behind = (now: Instant, newest: Instant): ClockBehind =>
  new ClockBehind(
    `本机时钟（${isoShanghai(now)}）早于台账中最新的时间（${isoShanghai(newest)}），请校准时钟后重新启动。` +
      'The clock of this machine runs behind the newest time in the ledger; set it right and start again.',
  );

/** A clock that throws `ClockBehind` when it was set back while the process runs, by more than is tolerated. */
export const forwardClock = (clock: Clock): Clock => {
  let newest = 0;
  return {
    now() {
      const now = clock.now();
      if (now < newest - TOLERATED) throw behind(now, newest);
      newest = Math.max(newest, now);
      return now;
    },
  };
};

/** Nothing is published under a clock that contradicts the ledger: it would date things back. Throws `ClockBehind`. */
export const refuseClockBehind = async (ledger: Ledger, clock: Clock): Promise<void> => {
  const newest = await ledger.newestRecordedAt();
  const now = clock.now();
  if (newest === null || now >= newest - TOLERATED) return;
  throw behind(now, newest);
};
