import type { Sentence } from '../violation.ts';
import type { CellId } from './cell-value.ts';

/** What a check found in a return: an error stands in the way of filing, a warning wants to be acknowledged. */
export interface Finding {
  /** Id of the rule (A1, T3-3), or lower-case words joined by hyphens. */
  readonly code: string;
  readonly level: 'error' | 'warning';
  /** The cells it is about. */
  readonly cells: readonly CellId[];
  /** Names the cells in words, with their values. */
  readonly message: Sentence;
}
