import type { Decision } from '../domain/relations/decision.ts';

/** People's decisions that items are one or are not: only ever appended to, and what the count groups items by. */
export interface RelationLog {
  /** Decisions with a number above `after`, in order; consistent with every append that was answered before. */
  read(after: number): Promise<readonly Decision[]>;
  /** Puts the decision if its number is new, so that each is made knowing all before it. `taken`: somebody decided meanwhile. */
  append(decision: Decision): Promise<'appended' | 'taken'>;
}
