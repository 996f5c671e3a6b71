/**
 * The lines of a table as `csvLine` writes it, their ends included, some at a time; the byte order mark stays with the
 * first. A cell in quotes may hold line ends. What follows the last end comes as a line too.
 */
export async function* csvLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const { lines, left } = cutLines(rest + decoder.decode(chunk, { stream: true }));
    rest = left;
    if (lines.length > 0) yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

const QUOTE = '"';
const END = '\r\n';

const cutLines = (text: string): { readonly lines: readonly string[]; readonly left: string } => {
  const lines: string[] = [];
  let start = 0;
  let quote = text.indexOf(QUOTE);
  for (let end = text.indexOf(END); end !== -1; end = text.indexOf(END, end)) {
    // Each quote before the end opens a cell, and the next one closes it; two that double one do both.
    while (quote !== -1 && quote < end) {
      const closing = text.indexOf(QUOTE, quote + 1);
      if (closing === -1) return { lines, left: text.slice(start) };
      quote = text.indexOf(QUOTE, closing + 1);
      if (closing > end) end = text.indexOf(END, closing);
      if (end === -1) return { lines, left: text.slice(start) };
    }
    end += END.length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return { lines, left: text.slice(start) };
};

const CELL = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/** The cells of one such line as they show, an empty one as an empty text. */
export const csvCells = (line: string): readonly string[] => {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const [, quoted, bare = ''] = CELL.exec(line) ?? [];
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', QUOTE));
    if (line[CELL.lastIndex] !== ',') return cells;
    CELL.lastIndex += 1;
  }
};
