import type { ChannelId } from '../item.ts';
import { FORM_ROWS, type FormRow } from '../ledger-rows.ts';
import type { PatternTally, PublicationPattern } from '../publication.ts';
import { type ChannelSet, channelSetKey, overlapsOf, sortSets } from './channel-sets.ts';
import { type CountPolicies, classify, type Standing, type StandingTally } from './classify.ts';
import { belongsTo, type Figure, type FigureName } from './figure.ts';
import { type GroupedBy, type GroupFigures, groupStandings } from './group-standings.ts';
import { type Period, periodOf, type Quarter } from './period.ts';

/** A year's figures as the API answers them. Every one opens into its items by {@link belongsTo}. */
export interface YearCount {
  readonly year: number;
  readonly quarter?: Quarter;
  /** `published` − `firstPublishedEarlier`, and − `reposts` where the policy leaves them out. */
  readonly total: number;
  /** Items public on some channel within the period, each once; the sum of `regions`. */
  readonly published: number;
  readonly firstPublishedEarlier: number;
  /** Items by channel. They overlap: their sum is no figure of anything. */
  readonly channels: Readonly<Record<ChannelId, number>>;
  /** Disjoint: the items on exactly these channels. */
  readonly regions: readonly ChannelSet[];
  /** Sets of two or more channels: the items on at least these. */
  readonly overlaps: readonly ChannelSet[];
  /** Items by row of the 2014 table, each once a row (so a union, like the total). */
  readonly formRows: Readonly<Partial<Record<FormRow, number>>>;
  readonly reposts: number;
  readonly withdrawn: number;
  readonly withdrawnAsError: number;
  readonly late: number;
  readonly importedDeliveries: number;
  /** Live deliveries on practice channels: counted here, left out of a filed return. */
  readonly practiceDeliveries: number;
  /** Of each channel of which an import tells within the period the first month, `yyyy-MM`: what imports cover. */
  readonly importedFrom: Readonly<Record<ChannelId, string>>;
  readonly policies: CountPolicies;
  readonly by?: GroupedBy;
  readonly groups?: readonly GroupFigures[];
}

export interface CountRequest {
  readonly year: number;
  readonly quarter?: Quarter;
  readonly by?: GroupedBy;
  readonly excludePractice?: boolean;
  readonly policies: CountPolicies;
  /** Configured channels in their order; others that occur in the ledger follow by id. */
  readonly channels: readonly ChannelId[];
}

/** Counts a year or a quarter. The result depends on which items there are, not on their order or how they are tallied. */
export const countYear = (tallies: Iterable<PatternTally>, request: CountRequest): YearCount => {
  const { year, quarter, by, policies } = request;
  const rules = {
    period: periodOf(year, quarter),
    policies,
    excludePractice: request.excludePractice ?? false,
  };
  const standings: StandingTally[] = [];
  const importedFrom: Record<ChannelId, string> = {};
  for (const { pattern, items } of tallies) {
    noteImported(importedFrom, pattern, rules.period);
    const standing = classify(pattern, rules);
    if (standing !== undefined) standings.push({ standing, items });
  }
  const named = (name: FigureName): number => itemsOf(standings, { of: 'figure', name });
  const regions = regionsOf(standings);
  return {
    year,
    ...(quarter === undefined ? {} : { quarter }),
    total: named('total'),
    published: named('published'),
    firstPublishedEarlier: named('earlier'),
    channels: channelFigures(standings, request.channels),
    regions: sortSets(regions, request.channels),
    overlaps: sortSets(overlapsOf(regions), request.channels),
    formRows: formRowFigures(standings),
    reposts: named('reposts'),
    withdrawn: named('withdrawn'),
    withdrawnAsError: named('withdrawn-as-error'),
    late: named('late'),
    importedDeliveries: sum(standings, ({ importedDeliveries }) => importedDeliveries),
    practiceDeliveries: sum(standings, ({ practiceDeliveries }) => practiceDeliveries),
    importedFrom,
    policies: { countReposts: policies.countReposts },
    ...(by === undefined ? {} : { by, groups: groupStandings(standings, by) }),
  };
};

const noteImported = (
  importedFrom: Record<ChannelId, string>,
  { publications }: PublicationPattern,
  { first, last }: Period,
): void => {
  for (const { channel, month, imported } of publications) {
    if (!imported || month < first || month > last) continue;
    const known = importedFrom[channel];
    if (known === undefined || month < known) importedFrom[channel] = month;
  }
};

/** How many items a figure counts. */
const itemsOf = (standings: readonly StandingTally[], figure: Figure): number =>
  sum(standings, (standing) => Number(belongsTo(standing, figure)));

const sum = (standings: readonly StandingTally[], weight: (standing: Standing) => number): number =>
  standings.reduce((total, { standing, items }) => total + items * weight(standing), 0);

const regionsOf = (standings: readonly StandingTally[]): readonly ChannelSet[] => {
  const regions = new Map<string, { readonly channels: readonly ChannelId[]; items: number }>();
  for (const { standing, items } of standings) {
    if (standing.channels.length === 0) continue;
    const key = channelSetKey(standing.channels);
    const region = regions.get(key) ?? { channels: standing.channels, items: 0 };
    region.items += items;
    regions.set(key, region);
  }
  return [...regions.values()];
};

const channelFigures = (
  standings: readonly StandingTally[],
  configured: readonly ChannelId[],
): Readonly<Record<ChannelId, number>> => {
  const others = new Set(standings.flatMap(({ standing }) => standing.channels)).difference(
    new Set(configured),
  );
  return Object.fromEntries(
    [...configured, ...[...others].toSorted()].map((channel) => [
      channel,
      itemsOf(standings, { of: 'overlap', channels: [channel] }),
    ]),
  );
};

const formRowFigures = (standings: readonly StandingTally[]): Readonly<Partial<Record<FormRow, number>>> =>
  Object.fromEntries(
    FORM_ROWS.map((formRow) => [formRow, itemsOf(standings, { of: 'form-row', formRow })] as const).filter(
      ([, items]) => items > 0,
    ),
  );
