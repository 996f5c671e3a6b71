import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Writes whatever is there now, as an unconditional put would: the last writer wins and believes itself the only one. */
export const conditionIgnored = (sound: Ledger): PlantedMethods => ({
  change: async (next, edition, seenGeneration) => {
    const current = await sound.read(next.id);
    return sound.change(next, edition, current?.item.generation ?? seenGeneration);
  },
  claim: async (next, seenVersion) => {
    const outcome = await sound.claim(next, seenVersion);
    if (outcome === 'claimed') return outcome;
    return sound.claim(next, await currentVersion(sound, next));
  },
  amend: async (next, seenVersion, change) => {
    const outcome = await sound.amend(next, seenVersion, change);
    if (outcome !== 'stale') return outcome;
    return sound.amend(next, await currentVersion(sound, next), change);
  },
});

const currentVersion = async (sound: Ledger, { itemId, channel }: DeliveryRow): Promise<number> => {
  const snapshot = await sound.read(itemId);
  return snapshot?.deliveries.find((delivery) => delivery.channel === channel)?.version ?? 0;
};
