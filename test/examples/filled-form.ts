import type { CellId, CellValue } from '../../lib/domain/form/cell-value.ts';
import { checkForm } from '../../lib/domain/form/check-form.ts';
import { fillCells } from '../../lib/domain/form/fill-cells.ts';
import type { Finding } from '../../lib/domain/form/finding.ts';
import type { Form } from '../../lib/domain/form/form.ts';
import { FORM_2021 } from '../../lib/domain/form/form-2021.ts';
import type { LedgerFigures } from '../../lib/domain/form/ledger-figures.ts';
import type { Proposal } from '../../lib/domain/form/propose-cells.ts';

export type Entered = Readonly<Record<CellId, CellValue>>;

/** The 2017 case: 116 items, of which 31 stand on two channels, all in one row of the form. */
export const LEDGER_2017: LedgerFigures = {
  published: 116,
  firstPublishedEarlier: 0,
  repostsLeftOut: 0,
  sharedByChannels: true,
  sharedByFormRows: false,
};

/** Every cell 0, but for those that are named. */
export const filledWith = (form: Form, changes: Entered = {}): Entered => ({
  ...Object.fromEntries(form.cells.map(({ id }) => [id, 0])),
  ...changes,
});

interface Circumstances {
  readonly proposal?: Proposal;
  readonly lastYear?: Entered | null;
  readonly ledger?: LedgerFigures;
  readonly makesRules?: boolean;
}

export const checked = (
  form: Form,
  entered: Entered,
  circumstances: Circumstances = {},
): readonly Finding[] => {
  const { proposal = {}, lastYear = null, ledger = LEDGER_2017, makesRules = true } = circumstances;
  return checkForm({
    form,
    cells: fillCells(form, entered, proposal),
    lastYear: lastYear && fillCells(form, lastYear, {}),
    ledger,
    makesRules,
  });
};

const APPLICANTS = [
  'naturalPerson',
  'legalPerson.commercial',
  'legalPerson.research',
  'legalPerson.social',
  'legalPerson.legal',
  'legalPerson.other',
] as const;
export const COLUMNS = [...APPLICANTS, 'total'] as const;
const RESULTS = [
  '3.1',
  '3.2',
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((ground) => `3.3.${ground}`),
  ...[1, 2, 3].map((ground) => `3.4.${ground}`),
  ...[1, 2, 3, 4, 5].map((ground) => `3.5.${ground}`),
  ...[1, 2, 3].map((ground) => `3.6.${ground}`),
] as const;
export const ROWS = ['1', '2', ...RESULTS, '3.7', '4'] as const;

/** Figures that make one column: results, what is carried forward, and how much of it all came over from last year. */
export interface ColumnFigures {
  readonly results: readonly number[];
  readonly carriedForward: number;
  readonly carriedOver: number;
}

/** How many figures a column has beside the two of what is carried. */
export const RESULT_COUNT = RESULTS.length;
export const APPLICANT_COUNT = APPLICANTS.length;

/** A consistent table of applications, and nothing else: six columns as given, and their total. */
export const applications = (columns: readonly ColumnFigures[]): Entered => {
  const cells = columns.map(({ results, carriedForward, carriedOver }) => {
    const processed = results.reduce((sum, figure) => sum + figure, 0);
    const over = Math.min(carriedOver, processed + carriedForward);
    return [processed + carriedForward - over, over, ...results, processed, carriedForward];
  });
  const total = ROWS.map((_row, at) => cells.reduce((sum, column) => sum + (column[at] ?? 0), 0));
  return Object.fromEntries(
    [...cells, total].flatMap((column, at) =>
      ROWS.map((row, index) => [`table3/${row}/${COLUMNS[at]}`, column[index] ?? 0]),
    ),
  );
};

/** One in which no cell is like another nearby. */
export const CONSISTENT: Entered = applications(
  APPLICANTS.map((_applicant, at) => ({
    results: RESULTS.map((_result, index) => (at + 1) * 3 + index * 2),
    carriedForward: at + 4,
    carriedOver: 2 * at + 5,
  })),
);

/** All that does not fit in the table of applications; of the rest of the form, nothing is entered. */
export const checkedApplications = (entered: Entered): readonly Finding[] =>
  checked(FORM_2021, entered).filter(({ code }) => code !== 'cells-blank');
