import type { Clock } from '../ports/clock.ts';
import type { ReturnRecord, ReturnRegister } from '../ports/registers.ts';
import type { ReturnWorks } from '../ports/return-works.ts';

/** What was built for a year or is being built, oldest first; nothing of builders that died. */
export type ListReturns = (year: number) => Promise<readonly ReturnRecord[]>;

export const createListReturns =
  ({
    returns,
    works,
    clock,
  }: {
    readonly returns: ReturnRegister;
    readonly works: Pick<ReturnWorks, 'isUnderWay'>;
    readonly clock: Clock;
  }): ListReturns =>
  async (year) => {
    const records = await returns.list(year);
    const now = clock.now();
    return records.filter(
      (record) =>
        record.state !== 'superseded' && (record.state !== 'building' || works.isUnderWay(record, now)),
    );
  };
