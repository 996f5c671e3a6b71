import {
  AlignmentType,
  BorderStyle,
  type ITableCellOptions,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { UNKNOWN } from '../pictures/picture.ts';
import { words } from './word-text.ts';

/** All bars of a row together are drawn in so many steps: columns of the table's grid. */
const STEPS = 48;

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE } as const;
/** White, so that the bars of two rows do not touch. */
const GAP = { style: BorderStyle.SINGLE, size: 24, color: 'FFFFFF' } as const;

interface Bar {
  /** Null: nothing is known of it. */
  readonly items: number | null;
  readonly late?: boolean;
}

export interface BarRow {
  /** What stands before the bars, in the middle of its column. */
  readonly cells: readonly string[];
  /** As many as the picture's `bars`, side by side; none: a row of words alone. */
  readonly bars: readonly Bar[];
}

/** A row of words across the whole picture, under a dashed line. */
export interface LineRow {
  readonly line: string;
}

interface BarPicture {
  /** Widths of the columns before the bars, in hundredths of the picture's. */
  readonly columns: readonly number[];
  /** Of those columns, and of the bars. */
  readonly headings: readonly string[];
  /** Bars of a row. */
  readonly bars: number;
  readonly rows: readonly (BarRow | LineRow)[];
  /** What the longest bar would stand for. */
  readonly most: number;
}

/** A picture out of the cells of a table, which every program prints and no font can spoil. */
export const barTable = ({ columns, headings, bars, rows, most }: BarPicture, width: number): Table => {
  const steps = Math.floor(STEPS / bars);
  const all = columns.length + steps * bars;
  const step = (100 - columns.reduce((sum, each) => sum + each, 0)) / (steps * bars);
  const headingCells = headings.map((text, index) => cell(text, index < columns.length ? 1 : steps));
  const cellsOf = (each: BarRow | LineRow): readonly TableCell[] => {
    if ('line' in each) return [lineCell(each.line, all)];
    const before = each.cells.map((text) => cell(text));
    if (each.bars.length === 0) return [...before, cell('', steps * bars)];
    return [...before, ...each.bars.flatMap((bar) => barCells(bar, most, steps))];
  };
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columns, ...Array.from({ length: steps * bars }, () => step)].map((hundredths) =>
      Math.round((width * hundredths) / 100),
    ),
    layout: TableLayoutType.FIXED,
    margins: { left: 40, right: 20, top: 10, bottom: 10 },
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      ...(headings.length === 0 ? [] : [row(headingCells, true)]),
      ...rows.map((each, index) => row(cellsOf(each), index < rows.length - 1)),
    ],
  });
};

const row = (children: readonly TableCell[], keepNext: boolean): TableRow =>
  new TableRow({ cantSplit: true, keepNext, children });

const cell = (text: string, columnSpan = 1, more: Partial<ITableCellOptions> = {}): TableCell =>
  new TableCell({
    columnSpan,
    borders: NO_BORDERS,
    verticalAlign: VerticalAlignTable.CENTER,
    children: [words(text, 'SmallText', { alignment: AlignmentType.CENTER })],
    ...more,
  });

const lineCell = (text: string, columnSpan: number): TableCell =>
  cell('', columnSpan, {
    borders: { ...NO_BORDERS, top: { style: BorderStyle.DASHED, size: 8, color: '000000' } },
    children: [words(text, 'SmallText', { alignment: AlignmentType.RIGHT })],
  });

/** The figure stands right behind its bar, for which the longest leaves room. */
const barCells = ({ items, late = false }: Bar, most: number, steps: number): readonly TableCell[] => {
  const longest = Math.floor(steps * 0.8);
  // What is there shows, however small beside the largest.
  const filled = items === null || items === 0 ? 0 : Math.max(1, Math.round((longest * items) / most));
  const shading = late
    ? { type: ShadingType.DIAGONAL_STRIPE, color: 'B35900', fill: 'FFFFFF' }
    : { type: ShadingType.CLEAR, color: 'auto', fill: '1F4E79' };
  return [
    ...(filled === 0
      ? []
      : [cell('', filled, { shading, borders: { ...NO_BORDERS, top: GAP, bottom: GAP } })]),
    cell('', steps - filled, { children: [words(String(items ?? UNKNOWN), 'SmallText')] }),
  ];
};
