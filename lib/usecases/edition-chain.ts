import type { EditionRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Ledger } from '../ports/ledger.ts';

/** All editions of an item that were ever committed, newest first; the first costs no read. */
export async function* editionChain(
  ledger: Pick<Ledger, 'readEdition'>,
  { item, edition }: Pick<ItemSnapshot, 'item' | 'edition'>,
): AsyncGenerator<EditionRow> {
  let current = edition;
  yield current;
  while (current.previousKey !== null) {
    const previous = await ledger.readEdition(item.id, current.previousKey);
    if (previous === undefined)
      throw new Error(`edition ${current.previousKey} of item ${item.id} is missing`);
    current = previous;
    yield current;
  }
}
