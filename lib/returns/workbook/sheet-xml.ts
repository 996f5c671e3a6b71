import { columnName } from '../../domain/column-name.ts';
import { xmlText } from '../../domain/xml-text.ts';
import { type CellFormat, formatIndex } from './cell-formats.ts';
import { lineHeight, linesOf } from './row-heights.ts';
import type { Sheet, SheetCell } from './sheet.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const PAPER_A4 = 9;

/** What Excel allows of a row, in points, and of a cell, in characters. */
const HIGHEST_ROW = 409;
const LONGEST_TEXT = 32_767;

/** One sheet (ECMA-376), as wide as an A4 page when printed. */
export const sheetXml = (sheet: Sheet): string => {
  const { widths, cells, landscape } = sheet;
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const merged = cells.filter(isMerged).map((cell) => `<mergeCell ref="${rangeOf(cell)}"/>`);
  return [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>',
    `<cols>${columns.join('')}</cols><sheetData>${rowsXml(sheet)}</sheetData>`,
    ...(merged.length === 0 ? [] : [`<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`]),
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.7" right="0.7" top="0.8" bottom="0.8" header="0.4" footer="0.4"/>',
    `<pageSetup paperSize="${PAPER_A4}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>',
  ].join('');
};

const isMerged = ({ rows, columns }: SheetCell): boolean => rows > 1 || columns > 1;

const place = (row: number, column: number): string => `${columnName(column + 1)}${row + 1}`;

const rangeOf = ({ row, column, rows, columns }: SheetCell): string =>
  `${place(row, column)}:${place(row + rows - 1, column + columns - 1)}`;

interface Written {
  readonly column: number;
  readonly xml: string;
}

const rowsXml = ({ cells, widths }: Sheet): string => {
  const rows = new Map<number, Written[]>();
  const heights = new Map<number, number>();
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
      const written = rows.get(row) ?? [];
      for (let column = cell.column; column < cell.column + cell.columns; column += 1) {
        const isFirst = row === cell.row && column === cell.column;
        written.push({ column, xml: cellXml(place(row, column), cell.format, isFirst ? cell.value : null) });
      }
      rows.set(row, written);
    }
    // A cell of several rows has their room together.
    const lines = Math.ceil(linesOf(cell, widths) / cell.rows);
    const height = lines * lineHeight(cell.format);
    heights.set(cell.row, Math.max(heights.get(cell.row) ?? 0, height));
  }
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([row, written]) => {
      const inOrder = written.toSorted((a, b) => a.column - b.column).map(({ xml }) => xml);
      const height = Math.min(HIGHEST_ROW, heights.get(row) ?? lineHeight('text'));
      return `<row r="${row + 1}" ht="${height}" customHeight="1">${inOrder.join('')}</row>`;
    })
    .join('');
};

const cellXml = (at: string, format: CellFormat, value: SheetCell['value']): string => {
  const start = `<c r="${at}" s="${formatIndex(format)}"`;
  if (value === null || value === '') return `${start}/>`;
  return typeof value === 'number'
    ? `${start}><v>${value}</v></c>`
    : `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting(value))}</t></is></c>`;
};

/** `data.json` has all of it. */
const fitting = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
