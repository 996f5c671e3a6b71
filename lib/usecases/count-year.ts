import type { CountPolicies } from '../domain/count/classify.ts';
import type { YearCount } from '../domain/count/count-year.ts';
import type { GroupedBy } from '../domain/count/group-standings.ts';
import type { Quarter } from '../domain/count/period.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Counts a calendar year, or one quarter of it, from the deliveries in the ledger. */
export type CountYear = (
  year: number,
  options: { readonly quarter?: Quarter; readonly by?: GroupedBy },
) => Promise<YearCount>;

export const createCountYear =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, unknown>;
    readonly policies: CountPolicies;
  }): CountYear =>
  (year, options) => {
    const { ledger, definitions, policies } = dependencies;
    return ledger.countYear({ year, ...options, policies, channels: [...definitions.keys()] });
  };
