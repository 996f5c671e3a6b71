import type { ItemId } from '../domain/item.ts';
import type { Suspect } from '../domain/relations/suspect.ts';

/** What items with something in common share; a whole number below 2^48. */
export type Trace = number;

/** An item that waits to be compared with others. */
export interface Unexamined {
  readonly itemId: ItemId;
  /** Opaque; changes when the item gets another edition. */
  readonly mark: string;
}

/**
 * What is known of items that may be the same. Each accepted item, and each new edition, waits here until it was examined,
 * however many processes die on the way.
 */
export interface SuspectRegister {
  /** At most `limit`, in no particular order; the same ones again until they are `examined`. May lag behind acceptance. */
  unexamined(limit: number): Promise<readonly Unexamined[]>;
  /** Takes an item off what waits, unless it has changed since it was handed out. */
  examined(examined: Unexamined): Promise<void>;
  /** Adds what the item can be found by; what it left earlier stays. */
  leaveTraces(itemId: ItemId, traces: readonly Trace[]): Promise<void>;
  /** Items that left this trace, at most `limit`; consistent with every call of `leaveTraces` that was answered before. */
  sharing(trace: Trace, limit: number): Promise<readonly ItemId[]>;
  /** Puts the suspect, if its pair is new. */
  put(suspect: Suspect): Promise<void>;
  /** Latest first. Throws a `RangeError` for a cursor that it did not give. */
  list(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly rows: readonly Suspect[]; readonly nextCursor: string | null }>;
}
