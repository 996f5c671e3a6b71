import { textWidth } from '../text-width.ts';
import type { CellFormat } from './cell-formats.ts';
import type { SheetCell } from './sheet.ts';

/** Points that a line takes, with some air; programs do not measure merged cells themselves. */
export const lineHeight = (format: CellFormat): number => {
  if (format === 'title') return 32;
  return format === 'note' ? 13 : 17;
};

/** Into how many lines a cell's text breaks, so that none is hidden. */
export const linesOf = (
  { value, format, column, columns }: Pick<SheetCell, 'value' | 'format' | 'column' | 'columns'>,
  widths: readonly number[],
): number => {
  if (typeof value !== 'string') return 1;
  const width = widths.slice(column, column + columns).reduce((sum, each) => sum + each, 0);
  // A character of the column's width is a Latin one in 11 points; larger and smaller letters take their part.
  const size = format === 'title' ? 18 / 11 : format === 'note' ? 9 / 11 : 1;
  return Math.max(1, Math.ceil((textWidth(value) * size) / Math.max(1, width - 1)));
};
