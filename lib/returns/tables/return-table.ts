import type { CellValue } from '../../domain/form/cell-value.ts';

interface Span {
  readonly columns: number;
  readonly rows: number;
}

/** A cell of words: `heading`, `corner`, `label` and `unit` as the form has them, `text` for anything that is read. */
export interface WordCell extends Span {
  readonly kind: 'heading' | 'corner' | 'label' | 'unit' | 'text';
  readonly text: string;
  /** Depth of its indentation. */
  readonly indent: number;
}

export interface ValueCell extends Span {
  readonly kind: 'value';
  /** Null stays blank. */
  readonly value: CellValue;
  /** Decimals that its figure may have. */
  readonly decimals: number;
}

export type TableCell = WordCell | ValueCell;

/** A table as every file of a return draws it: one place says what stands in which cell. */
export interface ReturnTable {
  readonly id: string;
  /** Printed above it, and the name of its sheet where it has one. */
  readonly caption: string | null;
  /** 填报单位（盖章）：… */
  readonly sealLine: string | null;
  readonly signatures: readonly { readonly label: string; readonly value: string | null }[];
  /** Widths of its columns, in hundredths of the table's. */
  readonly columns: readonly number[];
  readonly headerRows: number;
  /** A merged cell stands in the first of its rows only, as in HTML. */
  readonly rows: readonly (readonly TableCell[])[];
  /** Sentences below it. */
  readonly notes: readonly string[];
}

const ONE = { columns: 1, rows: 1 } as const;

const heading = (words: string): WordCell => ({ kind: 'heading', text: words, indent: 0, ...ONE });

export const label = (text: string, indent = 0): WordCell => ({ kind: 'label', text, indent, ...ONE });

export const text = (words: string): WordCell => ({ kind: 'text', text: words, indent: 0, ...ONE });

export const value = (figure: CellValue): ValueCell => ({
  kind: 'value',
  value: figure,
  decimals: 0,
  ...ONE,
});

/** A figure of the count; what nobody told the ledger is 不详, never 0. */
export const known = (figure: number | null): TableCell =>
  figure === null ? { kind: 'unit', text: '不详', indent: 0, ...ONE } : value(figure);

/** A table of one row of headings, which needs neither seal nor signatures. */
export const plainTable = (
  table: Pick<ReturnTable, 'id' | 'caption' | 'columns' | 'rows'> & {
    readonly headings: readonly string[];
    readonly notes?: readonly string[];
  },
): ReturnTable => ({
  id: table.id,
  caption: table.caption,
  sealLine: null,
  signatures: [],
  columns: table.columns,
  headerRows: 1,
  rows: [table.headings.map(heading), ...table.rows],
  notes: table.notes ?? [],
});

/** What a cell prints: blank is not 0, and `/` and `-` are printed as they were entered. */
export const printedValue = ({ value: figure }: Pick<ValueCell, 'value'>): string =>
  figure === null ? '' : String(figure);
