/** Spreadsheets take the bytes for UTF-8 only with it. */
export const BYTE_ORDER_MARK = '\uFEFF';

// A cell that begins so is run as a formula; Chinese and Japanese Excel takes the full-width forms for the same.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** One line of a table as RFC 4180 writes it. A cell that a spreadsheet would run as a formula is marked as text with an apostrophe. */
export const csvLine = (cells: readonly (string | null)[]): string =>
  cellsLine(cells.map((cell) => (cell === null ? null : cellText(cell))));

/** What a cell shows: marked as text with an apostrophe where a spreadsheet would run it as a formula. */
export const cellText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One line of cells that show what {@link cellText} made of them. */
export const cellsLine = (cells: readonly (string | null)[]): string => {
  let line = '';
  for (const [index, cell] of cells.entries()) {
    if (index > 0) line += ',';
    if (cell !== null) line += cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`;
  }
  return `${line}\r\n`;
};
