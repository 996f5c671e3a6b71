import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Takes what the index showed for the state of the row: `dueAt` is moved whatever it has become meanwhile. */
export const indexTrusted = (sound: Ledger): PlantedMethods => ({
  moveDue: async (itemId, seenDueAt, dueAt) => {
    const snapshot = await sound.read(itemId);
    return sound.moveDue(itemId, snapshot?.item.dueAt ?? seenDueAt, dueAt);
  },
});
