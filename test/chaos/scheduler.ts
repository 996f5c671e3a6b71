import { setImmediate } from 'node:timers/promises';
import type { Choices } from './choices.ts';

/** One incarnation of a process; what a dead one still waited for never comes. */
export interface Life {
  readonly name: string;
  alive: boolean;
}

/** What is on its way outside every process: it outlives them, and our faults do not befall it. */
export const NETWORK: Life = { name: 'network', alive: true };

/** A store that is throttled or out of reach: the call failed, before it took effect or after. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

type Mishap = 'none' | 'fails-before' | 'fails-after' | 'dies-before' | 'dies-after';

interface Waiting {
  readonly life: Life;
  readonly name: string;
  /** Performs the call; called at most once. */
  readonly perform: () => Promise<() => void>;
  readonly fail: (error: Error) => void;
}

/**
 * Puts every call that leaves a process through one narrow gate. Between two calls nothing runs: which of those
 * waiting goes next, and what befalls it, is chosen.
 */
export interface Scheduler {
  /** Performs the call when it is its turn. */
  gate<Result>(life: Life, name: string, call: () => Promise<Result>): Promise<Result>;
  /** Lets one of the waiting calls go; false when none waits. */
  step(): Promise<boolean>;
  /** Ends a life at this moment. */
  kill(life: Life): void;
  /** Calls of the living that wait. */
  readonly waiting: number;
  /** While false, calls fail no more and nobody dies. */
  troubled: boolean;
  /** What went through, for whoever reads a failing run. */
  readonly trace: string[];
}

/** Of a hundred calls, those that something befalls. */
const FAILS_BEFORE = 2;
const FAILS_AFTER = 2;
const DIES_BEFORE = 1;
const DIES_AFTER = 1;

export const createScheduler = (choices: Choices, onDeath: (life: Life) => void): Scheduler => {
  let waiting: Waiting[] = [];

  const mishap = (): Mishap => {
    const drawn = 99 - choices.below(100);
    if (drawn < FAILS_BEFORE) return 'fails-before';
    if (drawn < FAILS_BEFORE + FAILS_AFTER) return 'fails-after';
    if (drawn < FAILS_BEFORE + FAILS_AFTER + DIES_BEFORE) return 'dies-before';
    if (drawn < FAILS_BEFORE + FAILS_AFTER + DIES_BEFORE + DIES_AFTER) return 'dies-after';
    return 'none';
  };

  const scheduler: Scheduler = {
    trace: [],
    troubled: true,
    get waiting() {
      return waiting.length;
    },
    gate: (life, name, call) =>
      new Promise((resolve, reject) => {
        // A dead process makes no call; whoever waits for it waits for ever.
        if (!life.alive) return;
        const perform = async (): Promise<() => void> => {
          try {
            const result = await call();
            return () => resolve(result);
          } catch (error) {
            return () => reject(error);
          }
        };
        waiting.push({ life, name, perform, fail: reject });
      }),
    kill(life) {
      life.alive = false;
      waiting = waiting.filter((entry) => entry.life !== life);
      onDeath(life);
    },
    async step() {
      // Everything that can run without a call has run: what is to be chosen from is complete.
      await setImmediate();
      const index = waiting.length < 2 ? 0 : choices.below(waiting.length);
      const [entry] = waiting.splice(index, 1);
      if (entry === undefined) return false;
      const befalls = scheduler.troubled && entry.life !== NETWORK ? mishap() : 'none';
      scheduler.trace.push(`${entry.life.name} ${entry.name}${befalls === 'none' ? '' : ` ${befalls}`}`);
      if (befalls === 'fails-before') entry.fail(new StoreFault(`${entry.name} failed`));
      else if (befalls === 'dies-before') scheduler.kill(entry.life);
      else {
        const answer = await entry.perform();
        if (befalls === 'fails-after') entry.fail(new StoreFault(`${entry.name} failed after it was done`));
        else if (befalls === 'dies-after') scheduler.kill(entry.life);
        else answer();
      }
      await setImmediate();
      return true;
    },
  };
  return scheduler;
};
