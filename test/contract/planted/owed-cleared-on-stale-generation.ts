import type { ItemId } from '../../../lib/domain/item.ts';
import type { Ledger, OwedChange } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Keeps `owed` without asking which generation was acted on: a correction made meanwhile is never brought to the channel. */
export const owedClearedOnStaleGeneration = (sound: Ledger): PlantedMethods => {
  const asIfCurrent = async (itemId: ItemId, change: OwedChange): Promise<OwedChange> => {
    const snapshot = await sound.read(itemId);
    return { ...change, generation: snapshot?.item.generation ?? change.generation };
  };
  return {
    settle: async (next, leaseToken, change) =>
      sound.settle(next, leaseToken, await asIfCurrent(next.itemId, change)),
    amend: async (next, seenVersion, change) =>
      sound.amend(next, seenVersion, await asIfCurrent(next.itemId, change)),
  };
};
