import type { CellId } from './cell-value.ts';

/** A table of a form as it is printed, cell by cell, merged ones included; every renderer draws the same. */
export interface FormTable {
  readonly id: string;
  /** The section of the report under which it stands; null where it is a document of its own. */
  readonly section: string | null;
  /** Printed over it; null where the section's heading serves. */
  readonly title: string | null;
  /** What stands above it for the seal: 填报单位（盖章）：, followed by the office's name; null where nothing does. */
  readonly sealLine: string | null;
  /** The signature line below it, label by label; empty where there is none. */
  readonly signatures: readonly SignatureLabel[];
  /** Widths of its columns, in hundredths of the table's; they add up to 100. */
  readonly columns: readonly number[];
  /** So many rows from the top are headings, repeated on every page. */
  readonly headerRows: number;
  /** A merged cell stands in the first of its rows only, as in HTML. */
  readonly rows: readonly (readonly PrintedCell[])[];
}

export interface SignatureLabel {
  readonly key: 'responsible' | 'reviewer' | 'preparer' | 'telephone' | 'filledOn';
  readonly label: string;
}

interface Span {
  /** Columns and rows that it takes up. */
  readonly columns: number;
  readonly rows: number;
}

/** `heading`: of columns or a group; `corner`: where headings of rows and columns meet; `label`: names its row; `unit`: its unit, or what is printed where there is no figure (—). */
export type PrintedCell =
  | (Span & {
      readonly kind: 'heading' | 'corner' | 'label' | 'unit';
      readonly text: string;
      /** Depth of its indentation. */
      readonly indent: number;
    })
  | (Span & { readonly kind: 'value'; readonly cell: CellId });
