import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReturnRecord, ReturnRegister } from '../../ports/registers.ts';
import { ERASURE_SETTLES } from '../erase-sealed.ts';
import { sealReturns } from '../seal-returns.ts';

/** Erasure looks again for so long, less what a look itself may take. */
const COVERED = ERASURE_SETTLES / 2;

/**
 * Seals in a revision that took long to build what was sealed meanwhile: its words may have been read before and its file have come
 * into being after the last pass of the erasure. A seal that comes from now on finds the file.
 */
export const sealMeanwhile = async (
  dependencies: {
    readonly ledger: Pick<Ledger, 'evidence' | 'read'>;
    readonly returns: ReturnRegister;
    readonly objectStore: ObjectStore;
    readonly clock: Clock;
  },
  { year, builtAt }: Pick<ReturnRecord, 'year' | 'builtAt'>,
): Promise<void> => {
  const { ledger, clock } = dependencies;
  if (clock.now() - builtAt < COVERED) return;
  for await (const { members } of ledger.evidence(year)) {
    for (const { itemId } of members.filter(({ sealed }) => sealed)) {
      const snapshot = await ledger.read(itemId);
      if (snapshot?.item.seal && snapshot.item.seal.at >= builtAt)
        await sealReturns(dependencies, snapshot, clock.now());
    }
  }
};
