import { strToU8, Zip, ZipDeflate } from 'fflate';
import { sheetRow } from '../channels/excel/sheet-xml.ts';
import {
  HEADING_STYLE,
  SHEET_PART,
  sheetFrame,
  TEXT_STYLE,
  workbookParts,
} from '../channels/excel/workbook-parts.ts';

/** Rows of a sheet that Excel opens. */
const ROWS_OF_A_SHEET = 1_048_576;

/** Packs rows of text nearly as small as the default of 6, in half the time; the server answers others meanwhile. */
const LEVEL = 3;

const TOO_MANY = '（其余各行超出工作表的行数上限，请缩小范围分次导出，或者导出 CSV 文件）';

export interface SheetColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
}

const rowXml = (row: number, cells: readonly string[], style: string): string =>
  sheetRow(
    row,
    cells.map((text, index) => ({ column: index + 1, text, style })),
  );

/**
 * A workbook of one sheet, written as its rows arrive, in constant memory. Every cell is text: nothing in it is run as a
 * formula. Rows that no sheet can hold are not dropped in silence: the last one says so.
 */
export async function* workbookStream(
  sheet: { readonly name: string; readonly columns: readonly SheetColumn[]; readonly mostRows?: number },
  pages: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Uint8Array> {
  const { name, columns, mostRows = ROWS_OF_A_SHEET } = sheet;
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const begin = (part: string): ZipDeflate => {
    const file = new ZipDeflate(part, { level: LEVEL });
    zip.add(file);
    return file;
  };

  for (const [part, xml] of Object.entries(workbookParts(name))) begin(part).push(strToU8(xml), true);
  const rows = begin(SHEET_PART);
  const { before, after } = sheetFrame(columns.map(({ width }) => width));
  const headings = columns.map(({ heading }) => heading);
  rows.push(strToU8(before + rowXml(1, headings, HEADING_STYLE)));
  let last = 1;
  for await (const page of pages) {
    const left = mostRows - last;
    const fitting = page.length <= left ? page : [...page.slice(0, left - 1), [TOO_MANY]];
    rows.push(strToU8(fitting.map((cells, index) => rowXml(last + 1 + index, cells, TEXT_STYLE)).join('')));
    last += fitting.length;
    yield* chunks.splice(0);
    if (fitting !== page) break;
  }
  rows.push(strToU8(after), true);
  zip.end();
  yield* chunks.splice(0);
}
