import { placedCells } from '../tables/placed-cells.ts';
import type { ReturnTable, TableCell } from '../tables/return-table.ts';
import { textWidth } from '../text-width.ts';
import type { CellFormat } from './cell-formats.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/** Of a page upright, in characters of a column's width. */
const PAGE = 86;
const NARROWEST = 5;

/** Lines above and below tables, each across the sheet. */
export interface SheetLine {
  readonly text: string;
  readonly format: CellFormat;
}

/** One or more tables of the same columns below each other. */
export const sheetOfTables = (content: {
  readonly name: string;
  readonly above: readonly SheetLine[];
  readonly tables: readonly ReturnTable[];
  readonly below: readonly SheetLine[];
}): Sheet => {
  const { name, above, tables, below } = content;
  const columns = tables[0]?.columns ?? [50, 50];
  const cells: SheetCell[] = [];
  let row = 0;
  const across = ({ text, format }: SheetLine): void => {
    cells.push({ value: text, format, row, column: 0, rows: 1, columns: columns.length });
    row += 1;
  };
  let repeated: Sheet['repeated'] = null;

  above.forEach(across);
  for (const [index, table] of tables.entries()) {
    if (index > 0) row += 1;
    if (table.sealLine !== null) across({ text: table.sealLine, format: 'line' });
    if (table.caption !== null) across({ text: table.caption, format: 'caption' });
    if (tables.length === 1) repeated = { first: row, last: row + table.headerRows - 1 };
    const top = row;
    for (const placed of placedCells(table)) {
      const { columns: wide, rows: high } = placed.cell;
      cells.push({
        value: valueOf(placed.cell),
        format: formatOf(placed.cell),
        row: top + placed.row,
        column: placed.column,
        columns: wide,
        rows: high,
      });
    }
    row += table.rows.length;
    if (table.signatures.length > 0) across({ text: signatureText(table.signatures), format: 'line' });
    for (const note of table.notes) across({ text: note, format: 'note' });
  }
  below.forEach(across);
  return {
    name,
    widths: columns.map((hundredths) => Math.max(NARROWEST, Math.round(PAGE * hundredths) / 100)),
    landscape: false,
    repeated,
    cells,
  };
};

const valueOf = (cell: TableCell): number | string | null => (cell.kind === 'value' ? cell.value : cell.text);

const formatOf = (cell: TableCell): CellFormat => {
  if (cell.kind === 'value') return typeof cell.value === 'string' ? 'middle' : 'figure';
  if (cell.kind === 'heading') return 'heading';
  if (cell.kind === 'unit' || cell.kind === 'corner') return 'middle';
  return INDENTED[cell.indent] ?? 'indented3';
};

const INDENTED: readonly CellFormat[] = ['text', 'indented1', 'indented2', 'indented3'];

/** One line for all, with room to sign where nobody is named. */
const signatureText = (signatures: ReturnTable['signatures']): string =>
  signatures
    .map(({ label, value }) => `${label}：${value ?? ''}`)
    .map((text) => text.padEnd(text.length + Math.max(2, 16 - textWidth(text)), ' '))
    .join('')
    .trimEnd();
