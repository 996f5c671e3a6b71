import { setTimeout } from 'node:timers/promises';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Longer than a read needs, shorter than a test waits. */
const WRITE_BEHIND_MS = 20;

/** Answers that the item is accepted, and writes it afterwards: what dies in between was promised and is lost. */
export const answerBeforeCommit = (sound: Ledger): PlantedMethods => ({
  accept: (item, edition) => {
    const writeBehind = async (): Promise<void> => {
      await setTimeout(WRITE_BEHIND_MS);
      await sound.accept(item, edition);
    };
    // The engine may be closed by then: the very loss that this defect stands for.
    writeBehind().catch(() => undefined);
    return Promise.resolve('accepted');
  },
});
