/** Characters that one cell of a workbook holds. */
export const LONGEST_CELL = 32_767;

// XML 1.0, production 2.
const NOT_FOR_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const EVERY_ONE = new RegExp(NOT_FOR_XML, 'gu');

/** Can a cell hold the text as it is? */
export const fitsCell = (text: string): boolean => text.length <= LONGEST_CELL && !NOT_FOR_XML.test(text);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as XML writes it; characters that XML cannot carry show as U+FFFD. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(EVERY_ONE, '\uFFFD')
    .replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);

/** `A` for 1, `AA` for 27. */
export const columnName = (column: number): string => {
  const before = Math.floor((column - 1) / 26);
  return `${before === 0 ? '' : columnName(before)}${String.fromCharCode(65 + ((column - 1) % 26))}`;
};

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
