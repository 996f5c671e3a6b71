/** The cells of one line, as they show. */
export type Cells = readonly string[];

/**
 * Reads `evidence.csv` as strictly as it is written: cells are in quotes or empty, lines end with CR LF, the first begins with
 * the byte order mark. Answers lines some at a time. Throws a RangeError that names the line for anything else.
 */
export async function* tableLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Cells[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let line = 0;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (line === 0) {
      if (text === '') continue;
      if (!text.startsWith('\uFEFF')) throw new RangeError('第1行缺少字节顺序标记');
      text = text.slice(1);
      line = 1;
    }
    const read = readLines(text, line);
    text = text.slice(read.end);
    line += read.lines.length;
    if (read.lines.length > 0) yield read.lines;
  }
  if (text + decoder.decode() !== '') throw new RangeError(`第${line}行不完整`);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;

const readLines = (
  text: string,
  firstLine: number,
): { readonly lines: readonly Cells[]; readonly end: number } => {
  const lines: Cells[] = [];
  let end = 0;
  let cells: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text.charCodeAt(at) === QUOTE) {
      const closing = closingQuote(text, at + 1);
      if (closing === -1) break;
      cell = text.slice(at + 1, closing);
      if (cell.includes('""')) cell = cell.replaceAll('""', '"');
      at = closing + 1;
    }
    if (at + 1 >= text.length) break;
    cells.push(cell);
    const next = text.charCodeAt(at);
    if (next === COMMA) at += 1;
    else if (next === CR && text.charCodeAt(at + 1) === LF) {
      at += 2;
      lines.push(cells);
      cells = [];
      end = at;
    } else throw new RangeError(`第${firstLine + lines.length}行的格式不对`);
  }
  return { lines, end };
};

/** Where the cell ends whose words begin there; -1 where that cannot be told yet. */
const closingQuote = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (at + 1 >= text.length) return -1;
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return -1;
};
