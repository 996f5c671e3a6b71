import type { EvidenceStanding } from './evidence-standing.ts';
import type { CellId, CellValue } from './form/cell-value.ts';
import type { ChannelId, ItemId, Kind } from './item.ts';

/** A cell of the form that an amendment changes. */
export interface CellDifference {
  readonly id: CellId;
  /** How a person finds the cell in the form. */
  readonly words: string;
  readonly before: CellValue;
  readonly after: CellValue;
}

/** A figure of the count; null where the earlier return did not have it. */
export interface FigureDifference {
  /** As `data.json` spells the path: `total`, `channels/portal`, `regions/municipal+portal`. */
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What an item was to the count of the year, with all that its figures are made of. */
export interface ItemPosition {
  readonly standing: EvidenceStanding;
  /** The channels on which that holds, in order of id. */
  readonly channels: readonly ChannelId[];
  /** The month in which it became public on each of them: 1 to 12. */
  readonly months: readonly number[];
  readonly kind: Kind;
  /** Since taken back from every one of them. */
  readonly withdrawn: boolean;
  /** On every one of them late. */
  readonly late: boolean;
  /** Other items that a person's merge has counted as this one, in order of id. */
  readonly others: readonly ItemId[];
}

/**
 * An item as it is counted: one that is counted as another shows with that one. It bears no title, so that sealing an item
 * never touches a filed return: the number, and the line of the evidence, lead to it.
 */
export interface ItemDifference {
  readonly itemId: ItemId;
  readonly number: string | null;
  readonly what: 'added' | 'removed' | 'changed';
  readonly before: ItemPosition | null;
  readonly after: ItemPosition | null;
}

/** What an amendment changes, against the return that was filed last before it. */
export interface Differences {
  /** The filed revision that it is compared with. */
  readonly since: number;
  readonly cells: readonly CellDifference[];
  readonly figures: readonly FigureDifference[];
  /** All of them, in order of id. */
  readonly items: readonly ItemDifference[];
}
