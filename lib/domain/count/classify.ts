import type { ChannelId, Kind } from '../item.ts';
import type { FormRow } from '../ledger-rows.ts';
import type { Publication, PublicationPattern } from '../publication.ts';
import type { Period } from './period.ts';

/** What the office decides about counting; see docs/policies.md. */
export interface CountPolicies {
  /** Does a repost of a superior's document count as one's own? */
  readonly countReposts: boolean;
}

export interface CountRules {
  readonly period: Period;
  readonly policies: CountPolicies;
  /** Leave live deliveries of practice channels out, as a filed return does; imported ones are real. */
  readonly excludePractice: boolean;
}

/** What one item is to the count of one period. Numbers and lists are both made of this, so they cannot differ. */
export interface Standing {
  /** Channels on which it became public within the period, sorted by id. Empty for a publication in error. */
  readonly channels: readonly ChannelId[];
  readonly formRows: readonly FormRow[];
  /** Month of its first publication within the period. */
  readonly month: string;
  /** First public before the period: its channels count here, the item itself counted there. */
  readonly earlier: boolean;
  /** Counts as one item of this period. */
  readonly counted: boolean;
  /** A repost first public within the period. */
  readonly repost: boolean;
  /** Counted, and since taken back from every channel. */
  readonly withdrawn: boolean;
  /** Taken back everywhere as published in error; then it is none of the others. */
  readonly withdrawnAsError: boolean;
  /** Counted, and first public after the last day for its disclosure. */
  readonly late: boolean;
  readonly importedDeliveries: number;
  /** Live deliveries on practice channels. */
  readonly practiceDeliveries: number;
  readonly kind: Kind;
  readonly area: string | null;
  readonly unit: string | null;
}

/** Items that stand alike, so that a million items are a few hundred additions. */
export interface StandingTally {
  readonly standing: Standing;
  readonly items: number;
}

/**
 * Where an item stands in a period; undefined when it is no part of it. The same content through several channels is
 * one item (国办发〔2014〕32号, row 1.1), and belongs to the period in which the public could first read it anywhere.
 */
export const classify = (pattern: PublicationPattern, rules: CountRules): Standing | undefined => {
  const real = pattern.publications.filter(
    ({ practice, imported }) => !rules.excludePractice || !practice || imported,
  );
  const valid = real.filter(({ withdrawal }) => withdrawal !== 'error');
  if (valid.length === 0) return classifyError(pattern, real, rules.period);
  const channels = channelsWithin(valid, rules.period);
  if (channels.length === 0) return undefined;
  const within = valid.filter(
    ({ channel, month }) => channels.includes(channel) && isWithin(month, rules.period),
  );
  const earlier = valid.some(({ month }) => month < rules.period.first);
  const repost = pattern.origin === 'repost' && !earlier;
  const counted = !earlier && (rules.policies.countReposts || !repost);
  return {
    channels,
    formRows: [...new Set(within.map(({ formRow }) => formRow))],
    month: earliestMonth(within),
    earlier,
    counted,
    repost,
    withdrawn: counted && valid.every(({ withdrawal }) => withdrawal !== null),
    withdrawnAsError: false,
    // Due dates do not move with the channel: when even the first publication was late, all of them are.
    late: counted && valid.every(({ late }) => late),
    importedDeliveries: within.filter(({ imported }) => imported).length,
    practiceDeliveries: within.filter(({ practice, imported }) => practice && !imported).length,
    kind: pattern.kind,
    area: pattern.area,
    unit: pattern.unit,
  };
};

const classifyError = (
  pattern: PublicationPattern,
  errors: readonly Publication[],
  period: Period,
): Standing | undefined => {
  if (errors.length === 0) return undefined;
  const month = earliestMonth(errors);
  if (!isWithin(month, period)) return undefined;
  return {
    channels: [],
    formRows: [],
    month,
    earlier: false,
    counted: false,
    repost: false,
    withdrawn: false,
    withdrawnAsError: true,
    late: false,
    importedDeliveries: 0,
    practiceDeliveries: 0,
    kind: pattern.kind,
    area: pattern.area,
    unit: pattern.unit,
  };
};

/** Sorted. Twice on one channel (two items that a person merged) is once, at the earlier time. */
const channelsWithin = (publications: readonly Publication[], period: Period): readonly ChannelId[] => {
  const first = new Map<ChannelId, string>();
  for (const { channel, month } of publications) {
    const known = first.get(channel);
    if (known === undefined || month < known) first.set(channel, month);
  }
  return [...first].flatMap(([channel, month]) => (isWithin(month, period) ? [channel] : [])).toSorted();
};

const isWithin = (month: string, { first, last }: Period): boolean => first <= month && month <= last;

const earliestMonth = (publications: readonly Publication[]): string =>
  publications.map(({ month }) => month).reduce((a, b) => (a < b ? a : b));
