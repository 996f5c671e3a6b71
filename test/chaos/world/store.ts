import type { Clock } from '../../../lib/ports/clock.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import type { Gate } from './gated.ts';

/** Makes the ledger again what it was when it was copied, as a new epoch. Whoever had it open has it no more. */
export type PutBack = () => Promise<void>;

/** The data of one run, which outlives every process. */
export interface Store {
  /** The engine as one process has it: each of its calls goes through the gate of that process. */
  engineFor(gate: Gate): Engine;
  /** The engine without a gate, for whoever looks on from outside; another one after a backup was put back. */
  readonly engine: Engine;
  /** One process at a time has the data: when it is gone, no lease of it is held by anybody. */
  readonly exclusive: boolean;
  /** Index reads show every write answered before. */
  catchUp(): Promise<void>;
  /** Copies the ledger as it is at this moment, while processes are at work on it. */
  backUp(): Promise<PutBack>;
  close(): Promise<void>;
}

export type OpenStore = (clock: Clock) => Promise<Store>;
