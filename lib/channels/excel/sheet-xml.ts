import { columnName } from '../../domain/column-name.ts';
import { isForXml, xmlText } from '../../domain/xml-text.ts';

/** Characters that one cell of a workbook holds. */
export const LONGEST_CELL = 32_767;

/** Can a cell hold the text as it is? */
export const fitsCell = (text: string): boolean => text.length <= LONGEST_CELL && isForXml(text);

export interface SheetCell {
  /** From 1. */
  readonly column: number;
  readonly text: string;
  /** Index into the workbook's cell formats; null: none. */
  readonly style: string | null;
}

/**
 * One row of a sheet. Every cell holds text, which no spreadsheet program runs as a formula, whatever it begins with; cells
 * are given from left to right.
 */
export const sheetRow = (row: number, cells: readonly SheetCell[]): string => {
  const written = cells.map(({ column, text, style }) => {
    const format = style === null ? '' : ` s="${xmlText(style)}"`;
    const place = `r="${columnName(column)}${row}"${format}`;
    return text === ''
      ? `<c ${place}/>`
      : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
};
