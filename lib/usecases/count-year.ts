import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { CountPolicies } from '../domain/count/classify.ts';
import type { YearCount } from '../domain/count/count-year.ts';
import type { GroupedBy } from '../domain/count/group-standings.ts';
import type { Quarter } from '../domain/count/period.ts';
import { type UnknownDays, unknownDays } from '../domain/count/unknown-days.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister } from '../ports/registers.ts';
import { channelsSince } from './channels-since.ts';

/** A year's figures with what they leave out because nobody told the ledger. */
export interface CountedYear extends Omit<YearCount, 'importedFrom'> {
  readonly unknown: readonly UnknownDays[];
}

/** Counts a calendar year, or one quarter of it, from the deliveries in the ledger. */
export type CountYear = (
  year: number,
  options: { readonly quarter?: Quarter; readonly by?: GroupedBy },
) => Promise<CountedYear>;

export const createCountYear =
  (dependencies: {
    readonly ledger: Ledger;
    readonly register: ChannelRegister;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly policies: CountPolicies;
    readonly clock: Clock;
  }): CountYear =>
  async (year, options) => {
    const { ledger, register, definitions, policies, clock } = dependencies;
    const [{ importedFrom, ...count }, channels] = await Promise.all([
      ledger.countYear({ year, ...options, policies, channels: [...definitions.keys()] }),
      channelsSince(register, definitions),
    ]);
    return { ...count, unknown: unknownDays({ ...count, importedFrom }, channels, clock.now()) };
  };
