import type { CellFormat } from './cell-formats.ts';

export interface SheetCell {
  /** A number is a number to a spreadsheet; text is text, never a formula. Null: the cell stays empty. */
  readonly value: number | string | null;
  readonly format: CellFormat;
  /** From 0; with the rest of its span. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly landscape: boolean;
  /** Rows repeated on every printed page, from 0; null: none. */
  readonly repeated: { readonly first: number; readonly last: number } | null;
  readonly cells: readonly SheetCell[];
}
