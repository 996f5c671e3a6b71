import { setTimeout } from 'node:timers/promises';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { PlantedMethods } from './plant-defect.ts';

/** Longer than a read needs, shorter than a test waits. */
const WRITE_BEHIND_MS = 20;

/** Answers that the item is accepted, and writes it afterwards: what dies in between was promised and is lost. */
export const answerBeforeCommit = (sound: Ledger): PlantedMethods => ({
  accept: (item, edition) => {
    void setTimeout(WRITE_BEHIND_MS).then(async () => {
      // The engine may be closed by now: the very loss that this defect stands for.
      await sound.accept(item, edition).catch(() => undefined);
    });
    return Promise.resolve('accepted');
  },
});
