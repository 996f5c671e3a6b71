import type { CellId, CellValue } from './cell-value.ts';
import type { FilledCell } from './filled-cell.ts';
import type { Form, FormCell } from './form.ts';
import type { Term } from './form-rule.ts';
import type { LedgerFigures } from './ledger-figures.ts';

/** What a form is checked against. */
export interface FormToCheck {
  readonly form: Form;
  readonly cells: readonly FilledCell[];
  /** The cells of the year before, where it has the same form; else null. */
  readonly lastYear: readonly FilledCell[] | null;
  readonly ledger: LedgerFigures;
  /** The office may make rules (规章制定权). */
  readonly makesRules: boolean;
}

/** The same, to look cells up in. */
export interface RuleFacts {
  readonly cellOf: (id: CellId) => FormCell;
  readonly valueOf: (id: CellId, year?: 'last') => CellValue;
  readonly ledger: LedgerFigures;
  readonly makesRules: boolean;
}

/** A rule that names a cell that its form lacks is a mistake in the form's data, and throws. */
export const ruleFacts = ({ form, cells, lastYear, ledger, makesRules }: FormToCheck): RuleFacts => {
  const known = new Map(form.cells.map((cell) => [cell.id, cell]));
  const values = new Map(cells.map(({ id, value }) => [id, value]));
  const before = new Map(lastYear?.map(({ id, value }) => [id, value]));
  return {
    cellOf: (id) => {
      const cell = known.get(id);
      if (cell === undefined) throw new Error(`${form.id} has no cell ${id}`);
      return cell;
    },
    valueOf: (id, year) => (year === 'last' ? before : values).get(id) ?? null,
    ledger,
    makesRules,
  };
};

/** What a value adds to a sum: `/` and `-` nothing, a blank leaves the sum unknown. */
export const addend = (value: CellValue): number | null => (typeof value === 'string' ? 0 : value);

/** What a term adds to its side; null: unknown. */
export const amountOf = (term: Term, { valueOf, ledger }: RuleFacts): number | null => {
  if ('figure' in term) return ledger[term.figure];
  if ('leftOpen' in term) {
    const received = addend(valueOf(term.leftOpen.received, 'last'));
    const finished = addend(valueOf(term.leftOpen.finished, 'last'));
    return received === null || finished === null ? null : Math.max(0, received - finished);
  }
  const amount = addend(valueOf(term.cell, term.lastYear === true ? 'last' : undefined));
  return amount !== null && term.minus === true ? -amount : amount;
};

/** Null where some term is unknown. */
export const sumOf = (terms: readonly Term[], facts: RuleFacts): number | null =>
  terms.reduce<number | null>((sum, term) => {
    const amount = amountOf(term, facts);
    return sum === null || amount === null ? null : sum + amount;
  }, 0);
