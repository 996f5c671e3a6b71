import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Settles under whichever token holds the lease: a worker that lost it writes over the one that has it. */
export const settleWithoutToken = (sound: Ledger): PlantedMethods => ({
  settle: async (next, leaseToken, change) => {
    const snapshot = await sound.read(next.itemId);
    const stored = snapshot?.deliveries.find(({ channel }) => channel === next.channel);
    return sound.settle(next, stored?.lease?.token ?? leaseToken, change);
  },
});
