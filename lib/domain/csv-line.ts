/** Spreadsheets take the bytes for UTF-8 only with it. */
export const BYTE_ORDER_MARK = '\uFEFF';

// A cell that begins so is run as a formula; Chinese and Japanese Excel takes the full-width forms for the same.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** One line of a table as RFC 4180 writes it. A cell that a spreadsheet would run as a formula is marked as text with an apostrophe. */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const csvCell = (cell: string | null): string => {
  if (cell === null) return '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
};
