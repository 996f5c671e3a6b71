import type { Instant } from '../lib/domain/item.ts';
import type { Clock } from '../lib/ports/clock.ts';
import type { Ledger } from '../lib/ports/ledger.ts';
import type { Tick } from '../lib/usecases/tick.ts';
import type { Log } from './log.ts';

/** Milliseconds between two ticks when nothing is due earlier. */
const MINUTE = 60_000;
/** Milliseconds between two ticks at the least, so that a due item that cannot be moved on does not keep a core busy. */
const SHORTEST_PAUSE = 100;
/** The same after a fault: what it concerns stays due. */
const PAUSE_AFTER_FAULT = 10_000;
/** Milliseconds one tick may take before it makes room. */
const BOUND = 10_000;

export interface TickLoop {
  /** Something became due at this moment, which may be earlier than the loop knew. */
  expect(moment: Instant): void;
  stop(): Promise<void>;
}

/** Ticks at the earliest `dueAt` in the ledger, and every minute whatever it says. */
export const startTickLoop = (dependencies: {
  readonly tick: Tick;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}): TickLoop => {
  const { tick, ledger, clock, log } = dependencies;
  let timer: NodeJS.Timeout | undefined;
  let next = 0;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const pause = async (): Promise<number> => {
    const due = await ledger.nextDueAt();
    const until = due === null ? MINUTE : due - clock.now();
    return Math.min(Math.max(until, SHORTEST_PAUSE), MINUTE);
  };

  const run = async (): Promise<void> => {
    let wait = MINUTE;
    try {
      const { faults } = await tick({ milliseconds: BOUND });
      for (const { itemId, error } of faults)
        log.error({ err: error, item: itemId }, 'an item cannot be looked at and will be tried again');
      wait = faults.length === 0 ? await pause() : PAUSE_AFTER_FAULT;
    } catch (error) {
      log.error({ err: error }, 'the tick failed and will be tried again');
      wait = 1000;
    }
    if (!stopped) schedule(wait);
  };

  const schedule = (milliseconds: number): void => {
    clearTimeout(timer);
    next = clock.now() + milliseconds;
    timer = setTimeout(() => {
      // `expect` may have begun this one while another still runs: both are waited for.
      const before = running;
      running = run().then(() => before);
    }, milliseconds);
  };

  schedule(0);
  return {
    expect(moment) {
      const until = Math.max(moment - clock.now(), SHORTEST_PAUSE);
      if (!stopped && clock.now() + until < next) schedule(until);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
