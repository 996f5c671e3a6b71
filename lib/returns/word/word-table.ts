import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { fitsOnePage } from '../tables/fits-one-page.ts';
import { type TableCell as Cell, printedValue, type ReturnTable } from '../tables/return-table.ts';
import { textWidth } from '../text-width.ts';
import { words } from './word-text.ts';

/** Tables of so many columns are set in a smaller size. */
const MANY_COLUMNS = 6;

/** Columns so narrow that words of four characters break in the middle, as on the printed form, if there is room beside them. */
const NARROW_COLUMNS = 12;

/** One level of indentation, in twentieths of a point: a character. */
const INDENTATION = 210;

/** A table with its caption, what stands above it for the seal, its signature line and notes. `width` in twentieths of a point. */
export const wordTable = (table: ReturnTable, width: number): readonly (Paragraph | Table)[] => [
  ...(table.sealLine === null ? [] : [words(table.sealLine, 'Seal')]),
  ...(table.caption === null ? [] : [words(table.caption, 'TableCaption')]),
  gridOf(table, width),
  // Word joins tables that no paragraph parts.
  ...(table.signatures.length === 0 ? [] : [words('', 'Gap'), signatureLine(table.signatures, width)]),
  ...(table.notes.length === 0 ? [words('', 'Note')] : table.notes.map((note) => words(note, 'Note'))),
];

const gridOf = (table: ReturnTable, width: number): Table => {
  const { columns, rows, headerRows } = table;
  const small = columns.length >= MANY_COLUMNS;
  const together = fitsOnePage(table);
  const side = columns.length >= NARROW_COLUMNS ? Math.round(width / 110) : 60;
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: columns.map((hundredths) => Math.round((width * hundredths) / 100)),
    layout: TableLayoutType.FIXED,
    margins: { left: side, right: side, top: 10, bottom: 10 },
    rows: rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: index < headerRows,
          keepNext: together && index < rows.length - 1,
          children: row.map((cell) => cellOf(cell, small)),
        }),
    ),
  });
};

const cellOf = (cell: Cell, small: boolean): TableCell =>
  new TableCell({
    columnSpan: cell.columns,
    rowSpan: cell.rows,
    verticalAlign: VerticalAlignTable.CENTER,
    children: [paragraphOf(cell, small)],
  });

const paragraphOf = (cell: Cell, small: boolean): Paragraph => {
  const text = small ? 'SmallText' : 'TableText';
  if (cell.kind === 'value') return words(printedValue(cell), text, { alignment: AlignmentType.CENTER });
  if (cell.kind === 'heading') return words(cell.text, small ? 'SmallHeading' : 'TableHeading');
  if (cell.kind === 'unit' || cell.kind === 'corner') {
    return words(cell.text, text, { alignment: AlignmentType.CENTER });
  }
  return words(cell.text, text, cell.indent === 0 ? {} : { indent: { left: INDENTATION * cell.indent } });
};

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER } as const;

const signatureLine = (signatures: ReturnTable['signatures'], width: number): Table => {
  const texts = signatures.map(({ label, value }) => `${label}：${value ?? ''}`);
  // Room by what stands there, so that the line stays a line.
  const lengths = texts.map((text) => Math.max(12, textWidth(text) + 1));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: lengths.map((length) => Math.floor((width * length) / all)),
    layout: TableLayoutType.FIXED,
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    rows: [
      new TableRow({
        cantSplit: true,
        children: texts.map(
          (text) =>
            new TableCell({
              borders: NO_BORDERS,
              margins: { top: 80, bottom: 0, left: 0, right: 0 },
              children: [words(text, 'SmallText')],
            }),
        ),
      }),
    ],
  });
};
