import type { Ledger } from '../../../../lib/ports/ledger.ts';

/** Changes an item so many times, each on what was read just before; again where somebody else was first. */
export const changeOften = async (
  ledger: Ledger,
  itemId: string,
  { by, changes }: { readonly by: string; readonly changes: number },
): Promise<void> => {
  for (let change = 0; change < changes; ) {
    const item = (await ledger.read(itemId))?.item;
    if (item === undefined) throw new Error(`no item ${itemId}`);
    const at = Math.max(Date.now(), item.recordedAt);
    const next = {
      ...item,
      generation: item.generation + 1,
      recordedAt: at,
      history: [...item.history, { at, by, what: 'planned', why: null } as const],
    };
    if ((await ledger.change(next, null, item.generation)) === 'changed') change += 1;
  }
};
