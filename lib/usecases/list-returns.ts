import type { ReturnRecord, ReturnRegister } from '../ports/registers.ts';

/** What was built for a year, oldest first. */
export type ListReturns = (year: number) => Promise<readonly ReturnRecord[]>;

export const createListReturns =
  ({ returns }: { readonly returns: ReturnRegister }): ListReturns =>
  (year) =>
    returns.list(year);
