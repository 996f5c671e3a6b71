import type { Instant } from '../../lib/domain/item.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Engine } from '../../lib/ports/engine.ts';

export interface SettableClock extends Clock {
  set(instant: Instant): void;
}

/** An engine that holds nothing yet, and belongs to one test alone. */
export interface OpenedEngine {
  readonly engine: Engine;
  /** The clock that the engine was given; it stands still until it is set. */
  readonly clock: SettableClock;
  /** Frees everything, a reopened engine too. */
  close(): Promise<void>;
  /** Ends the process's hold on the engine and opens the same data again; absent where nothing outlives a process. */
  reopen?(): Promise<Engine>;
  /** Resolves once index reads show every write answered before; absent where indexes never lag. */
  settleIndexes?(): Promise<void>;
}

/**
 * What an engine brings to be tested: one file in `engines/`, one line in `engines.ts`.
 * `name` is also what `ENGINE=<name>` and `npm run test:planted -- --engine <name>` select by.
 */
export interface EngineUnderTest {
  readonly name: string;
  /** Other processes work on the same data at the same time, so no process may end leases that are still held. */
  readonly shared?: true;
  open(): Promise<OpenedEngine>;
}

export const createSettableClock = (start: Instant): SettableClock => {
  let now = start;
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
  };
};
