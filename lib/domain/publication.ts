import type { ChannelId, ItemId, Kind, Origin } from './item.ts';
import type { FormRow, WithdrawalMark } from './ledger-rows.ts';

/** One item public on one channel, as much of it as the count looks at. */
export interface Publication {
  readonly channel: ChannelId;
  /** `yyyy-MM`, Asia/Shanghai: years and quarters begin with a month, so no rule needs more. */
  readonly month: string;
  /** First public on this channel after the last day for disclosure. */
  readonly late: boolean;
  readonly imported: boolean;
  readonly practice: boolean;
  readonly withdrawal: WithdrawalMark | null;
  readonly formRow: FormRow;
}

/**
 * What the count sees of an item: where and when it became public. Many items share one pattern, so a
 * ledger may hand over each pattern once, with the number of items that show it.
 * Where the deliveries listed differ in kind, origin, unit or area, those of the highest generation count; between equal
 * generations the first channel in order.
 */
export interface PublicationPattern {
  readonly kind: Kind;
  readonly origin: Origin;
  readonly unit: string | null;
  readonly area: string | null;
  /** Ordered by channel; every channel on which the item ever became public, whatever the year. */
  readonly publications: readonly Publication[];
}

export interface PatternTally {
  readonly pattern: PublicationPattern;
  readonly items: number;
}

export interface PublishedItem extends PublicationPattern {
  /** Of merged items the lowest of those that were public. */
  readonly itemId: ItemId;
  /** Of items that a person merged: all that were public, in order of id; absent for one that stands for itself. */
  readonly members?: readonly ItemId[];
}
