import type { Sentence } from '../violation.ts';
import type { CellId } from './cell-value.ts';
import type { LedgerFigure } from './ledger-figures.ts';

/** One summand of a side of a rule. */
export type Term =
  | { readonly cell: CellId; readonly minus?: true; readonly lastYear?: true }
  | { readonly figure: LedgerFigure }
  /** What was open at the end of last year: by how much its first cell exceeded its second, at least 0. */
  | { readonly leftOpen: { readonly received: CellId; readonly finished: CellId } };

interface RuleWords {
  /** As the table of rules names it: A1, T3-3. Several rules may share it: one for each row or column. */
  readonly id: string;
  /** An error stands in the way of filing; a warning wants to be acknowledged. */
  readonly level: 'error' | 'warning';
  /** Why it has to hold, or what may rightly break it. */
  readonly why: Sentence;
}

/**
 * A rule of arithmetic between cells. In a sum `/` and `-` are nothing; where a cell is blank or a figure unknown the
 * rule says nothing.
 */
export type FormRule = RuleWords &
  (
    | {
        readonly kind: 'compare';
        readonly left: readonly Term[];
        readonly relation: '=' | '≤';
        readonly right: readonly Term[];
      }
    /** Where the first cell is 0 (`when` a cell), or in an office without rule-making power, all of the others have to be. */
    | {
        readonly kind: 'all-zero';
        readonly when: { readonly cell: CellId } | 'office-makes-no-rules';
        readonly cells: readonly CellId[];
      }
    /** Items stand on several channels, yet the total is the plain sum of its parts. */
    | { readonly kind: 'plain-sum'; readonly total: CellId; readonly parts: readonly CellId[] }
  );

/** The cells as summands. */
export const termsOf = (...ids: readonly CellId[]): readonly Term[] => ids.map((cell) => ({ cell }));

/** Cells of a form whose ids begin with a code: those right below a row of `form-2014`. */
export const inOrder = (prefix: string, ...ends: readonly (string | number)[]): readonly CellId[] =>
  ends.map((end) => `${prefix}.${end}`);
