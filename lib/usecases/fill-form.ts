import type { Policies } from '../configuration/policies.ts';
import { checkForm } from '../domain/form/check-form.ts';
import { fillCells } from '../domain/form/fill-cells.ts';
import type { FilledCell } from '../domain/form/filled-cell.ts';
import type { Finding } from '../domain/form/finding.ts';
import type { Form } from '../domain/form/form.ts';
import { formOf } from '../domain/form/form-of-year.ts';
import { ledgerFigures } from '../domain/form/ledger-figures.ts';
import { type KnownFigures, proposeCells } from '../domain/form/propose-cells.ts';
import type { StoredInputs } from '../domain/form/return-inputs.ts';
import type { ReturnRegister } from '../ports/registers.ts';

/** A year's form with what the ledger knows and people entered, and what does not fit in it. */
export interface FilledForm {
  /** The newest version; undefined where nobody has entered anything. */
  readonly stored: StoredInputs | undefined;
  readonly cells: readonly FilledCell[];
  readonly findings: readonly Finding[];
  readonly lastYear: LastYear | undefined;
}

/** What was entered for the year before. */
export interface LastYear {
  readonly stored: StoredInputs;
  /** Null where its form is another one, so that no cell of it can be compared. */
  readonly cells: readonly FilledCell[] | null;
}

/** The year's count, as far as a form needs it. */
export type FiguresForForm = Omit<KnownFigures, 'count'> & {
  readonly count: KnownFigures['count'] & Parameters<typeof ledgerFigures>[0];
};

export type FillForm = (year: number, form: Form, figures: FiguresForForm) => Promise<FilledForm>;

export interface FillFormDependencies {
  readonly returns: Pick<ReturnRegister, 'readInputs'>;
  readonly policies: Pick<Policies, 'makesRules'>;
}

/** Last year's cells are those that people entered: none that a rule compares over two years is the ledger's. */
export const createFillForm =
  ({ returns, policies: { makesRules } }: FillFormDependencies): FillForm =>
  async (year, form, figures) => {
    const [stored, before] = await Promise.all([returns.readInputs(year), returns.readInputs(year - 1)]);
    const cells = fillCells(form, stored?.inputs.cells ?? {}, proposeCells(form.id, figures));
    const lastYear = before && { stored: before, cells: cellsOfSameForm(form, before) };
    const findings = checkForm({
      form,
      cells,
      lastYear: lastYear?.cells ?? null,
      ledger: ledgerFigures(figures.count, figures.unknown),
      makesRules,
    });
    return { stored, cells, findings, lastYear };
  };

const cellsOfSameForm = (form: Form, { year, inputs }: StoredInputs): readonly FilledCell[] | null => {
  const before = formOf(year);
  return before.offered && before.form.id === form.id ? fillCells(form, inputs.cells, {}) : null;
};
