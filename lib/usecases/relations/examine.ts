import type { ItemId } from '../../domain/item.ts';
import type { ItemSnapshot } from '../../domain/ledger-rows.ts';
import { pairOf } from '../../domain/relations/decision.ts';
import { likenessOf, resemblanceOf, tracesOf } from '../../domain/relations/resemblance.ts';
import type { Suspect } from '../../domain/relations/suspect.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { SuspectRegister, Trace } from '../../ports/suspect-register.ts';

/** Items taken from the list at once. */
const PAGE = 50;
/** Items looked at of those that share one trace; more of them means a phrase that everybody uses. */
const SHARING = 50;
/** Items compared with one: those that share most with it. */
const COMPARED = 30;

/** Suspects named of one item: the likeliest. A template of every week is nobody's double. */
const NAMED = 5;

/** Our own fault: the item goes on waiting. To be logged. */
export interface ExaminationFault {
  readonly itemId: ItemId;
  readonly error: unknown;
}

export interface ExaminationReport {
  readonly examined: number;
  readonly suspects: number;
  readonly faults: readonly ExaminationFault[];
  /** False when time ran out first, or what waits could not all be examined; the next call goes on. */
  readonly complete: boolean;
}

export type Examine = (options: { readonly milliseconds: number }) => Promise<ExaminationReport>;

/**
 * Compares what was accepted or corrected since with everything of about its day, and puts what may be the same before a
 * person. Off the way of every delivery, bounded in time; an item waits until it was examined whole, so that a process may die
 * anywhere. It leaves its own traces before it seeks those of others: of two examined at once one finds the other.
 */
export const createExamine = (dependencies: {
  readonly ledger: Ledger;
  readonly suspects: SuspectRegister;
  readonly clock: Clock;
}): Examine => {
  const { ledger, suspects, clock } = dependencies;

  const candidatesFor = async (itemId: ItemId, seeks: readonly Trace[]): Promise<readonly ItemId[]> => {
    const shared = await Promise.all(seeks.map((trace) => suspects.sharing(trace, SHARING)));
    const times = new Map<ItemId, number>();
    for (const other of shared.flat()) if (other !== itemId) times.set(other, (times.get(other) ?? 0) + 1);
    return [...times]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, COMPARED)
      .map(([other]) => other);
  };

  const examineItem = async (itemId: ItemId): Promise<number> => {
    const snapshot = await ledger.read(itemId);
    if (snapshot === undefined || !canBeCompared(snapshot)) return 0;
    const likeness = likenessOf(snapshot);
    const { leaves, seeks } = tracesOf(likeness);
    await suspects.leaveTraces(itemId, leaves);
    const found: Suspect[] = [];
    for (const other of await candidatesFor(itemId, seeks)) {
      const compared = await ledger.read(other);
      if (compared === undefined || !canBeCompared(compared)) continue;
      const resemblance = resemblanceOf(likeness, likenessOf(compared));
      if (resemblance === undefined) continue;
      const since = Math.max(snapshot.item.acceptedAt, compared.item.acceptedAt);
      found.push({ items: pairOf(itemId, other), ...resemblance, since });
    }
    const likeliest = found.toSorted(byLikelihood).slice(0, NAMED);
    for (const suspect of likeliest) await suspects.put(suspect);
    return likeliest.length;
  };

  return async ({ milliseconds }) => {
    const end = clock.now() + milliseconds;
    const faults: ExaminationFault[] = [];
    let examined = 0;
    let found = 0;
    for (;;) {
      const waiting = await suspects.unexamined(PAGE);
      const before = examined;
      for (const unexamined of waiting) {
        if (clock.now() >= end) return { examined, suspects: found, faults, complete: false };
        if (faults.some(({ itemId }) => itemId === unexamined.itemId)) continue;
        try {
          const suspected = await examineItem(unexamined.itemId);
          found += suspected;
          await suspects.examined(unexamined);
          examined += 1;
        } catch (error) {
          faults.push({ itemId: unexamined.itemId, error });
        }
      }
      if (waiting.length < PAGE || examined === before)
        return { examined, suspects: found, faults, complete: faults.length === 0 && waiting.length < PAGE };
    }
  };
};

const byLikelihood = (a: Suspect, b: Suspect): number =>
  b.reasons.length - a.reasons.length || (b.similarity ?? 0) - (a.similarity ?? 0);

/** What is nowhere and will be nowhere, or says nothing any more, is nobody's double. */
const canBeCompared = ({ item }: ItemSnapshot): boolean => item.plan.length > 0 && item.seal === null;
