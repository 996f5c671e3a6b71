import type { CellId } from '../form/cell-value.ts';

/** How a text speaks of a cell: these words, its figure, its unit. */
export interface CellWords {
  readonly cell: CellId;
  /** What a draft writes before the figure. */
  readonly words: string;
  /** What people write instead. */
  readonly also?: readonly string[];
  /** Says that the figure is 0 without writing it. */
  readonly none?: RegExp;
}
