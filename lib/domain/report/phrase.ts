import type { CellId, CellValue } from '../form/cell-value.ts';
import type { Sentence } from '../violation.ts';
import type { NumberContext } from './number-context.ts';

/** A figure that a text may state, and the words by which it is recognised. */
export interface Phrase {
  /** How a finding names the figure. */
  readonly name: Sentence;
  /** Null for a figure of the count that has no cell of its own. */
  readonly cell: CellId | null;
  readonly value: CellValue;
  readonly unit: string;
  readonly contexts: readonly NumberContext[];
  /** Sentences that say it is 0. */
  readonly none?: RegExp;
}
