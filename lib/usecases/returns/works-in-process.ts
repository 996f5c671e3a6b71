import type { ReturnWork, ReturnWorks } from '../../ports/return-works.ts';
import type { CarryOutReturn } from './carry-out-return.ts';

const keyOf = ({ year, revision }: ReturnWork): string => `${year}/${revision}`;

/** Carries returns out in this process, which alone works on the ledger: what it does not know of has died with another. */
export const createWorksInProcess = ({
  carryOut,
  onTrouble,
}: {
  readonly carryOut: CarryOutReturn;
  /** Told of a fault besides whoever waits: they may have left. */
  readonly onTrouble: (work: ReturnWork, error: unknown) => void;
}): ReturnWorks => {
  const running = new Map<string, Promise<'done'>>();

  const run = async (work: ReturnWork): Promise<'done'> => {
    await carryOut(work);
    return 'done';
  };

  return {
    begin: (work) => {
      const key = keyOf(work);
      const begun = run(work).finally(() => running.delete(key));
      running.set(key, begun);
      begun.catch((error: unknown) => onTrouble(work, error));
      return begun;
    },
    join: (work) => running.get(keyOf(work)) ?? Promise.resolve('done'),
    isUnderWay: (record) => running.has(keyOf(record)),
  };
};
