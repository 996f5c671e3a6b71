import type { EditionRow, ItemSnapshot } from '../../lib/domain/ledger-rows.ts';
import type { Ledger } from '../../lib/ports/ledger.ts';

/** Every edition that an item ever had, the committed one first. Throws for one that is gone. */
export const editionsOf = async (
  ledger: Ledger,
  { item, edition }: ItemSnapshot,
): Promise<readonly EditionRow[]> => {
  const editions = [edition];
  for (let { previousKey } = edition; previousKey !== null; ) {
    const earlier = await ledger.readEdition(item.id, previousKey);
    if (earlier === undefined) throw new Error(`edition ${previousKey} of ${item.id} is gone`);
    editions.push(earlier);
    ({ previousKey } = earlier);
  }
  return editions;
};
