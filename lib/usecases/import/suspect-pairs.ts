import type { Grouping } from '../../domain/import/grouping.ts';
import { type ItemPair, pairOf } from '../../domain/relations/decision.ts';
import type { Suspect } from '../../domain/relations/suspect.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { SuspectRegister } from '../../ports/suspect-register.ts';

/**
 * Puts what an import kept apart before a person. Each with the one after it: whoever merges the neighbours has merged all, and a
 * title of every day makes no square of it.
 */
export const suspectPairs = async (
  { ledger, suspects }: { readonly ledger: Ledger; readonly suspects: SuspectRegister },
  groupings: Grouping['suspects'],
): Promise<void> => {
  for (const { suspicion, items } of groupings) {
    for (const pair of neighboursOf(items)) {
      const since = await acceptedAt(ledger, pair);
      if (since === undefined) continue;
      const suspect: Suspect = { items: pair, reasons: [suspicion], similarity: null, since };
      await suspects.put(suspect);
    }
  }
};

const neighboursOf = (items: readonly string[]): readonly ItemPair[] =>
  items.flatMap((item, index) => {
    const next = items[index + 1];
    return next === undefined || next === item ? [] : [pairOf(item, next)];
  });

const acceptedAt = async (ledger: Ledger, pair: ItemPair): Promise<number | undefined> => {
  const [first, second] = await Promise.all(pair.map((id) => ledger.read(id)));
  return first && second && Math.max(first.item.acceptedAt, second.item.acceptedAt);
};
