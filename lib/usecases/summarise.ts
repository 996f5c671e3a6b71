import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId } from '../domain/item.ts';
import type { DeliveryRow } from '../domain/ledger-rows.ts';
import { isoShanghai, yearOf } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { CountedYear, CountYear } from './count-year.ts';

/** Titles shown of each channel. */
const SHOWN = 8;
/** Newest items looked at for them; those not public yet are passed over. */
const LOOKED_AT = 40;

export interface PublishedTitle {
  readonly title: string;
  readonly url: string | null;
  readonly publicAt: string;
}

/** What the open page shows: the count of a year, and published titles only. */
export interface Summary {
  readonly year: number;
  readonly count: CountedYear;
  readonly latest: readonly {
    readonly channel: ChannelId;
    readonly name: string;
    /** Not a real channel: shown as 演练. */
    readonly practice: boolean;
    readonly titles: readonly PublishedTitle[];
  }[];
}

/** Of this year, where none is named. */
export type Summarise = (year: number | undefined) => Promise<Summary>;

const isPublic = (row: DeliveryRow): row is DeliveryRow & { readonly publicAt: number } =>
  row.publicAt !== null && row.withdrawal === null;

export const createSummarise = (dependencies: {
  readonly ledger: Ledger;
  readonly countYear: CountYear;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly clock: Clock;
}): Summarise => {
  const { ledger, countYear, definitions, clock } = dependencies;
  const latestOf = async (channel: ChannelId): Promise<PublishedTitle[]> => {
    const { rows } = await ledger.list({ channel, limit: LOOKED_AT });
    return rows
      .flatMap(({ item, deliveries }) =>
        deliveries
          .filter((row) => row.channel === channel)
          .filter(isPublic)
          .map(({ publicAt, receipt }) => ({ title: item.title, url: receipt?.url ?? null, publicAt })),
      )
      .toSorted((a, b) => b.publicAt - a.publicAt)
      .slice(0, SHOWN)
      .map((title) => ({ ...title, publicAt: isoShanghai(title.publicAt) }));
  };

  return async (asked) => {
    const year = asked ?? yearOf(clock.now());
    const [count, latest] = await Promise.all([
      countYear(year, {}),
      Promise.all(
        [...definitions.values()].map(async ({ id, name, practice }) => ({
          channel: id,
          name,
          practice,
          titles: await latestOf(id),
        })),
      ),
    ]);
    return { year, count, latest };
  };
};
