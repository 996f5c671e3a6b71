import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal';
import { decodeText } from '../../domain/import/decode-text.ts';
import type { TableRow } from '../../domain/import/parse-table.ts';
import type { Violation } from '../../domain/violation.ts';
import { unpackedSize } from './unpacked-size.ts';

export const IMPORT_MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type ReadTable =
  | { readonly outcome: 'read'; readonly table: readonly TableRow[] }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

/** The rows of a CSV file, or of the first sheet of an xlsx file, as text; empty lines are left out but keep their numbers. */
export const readTable = async (bytes: Uint8Array, mediaType: string): Promise<ReadTable> => {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === IMPORT_MEDIA_TYPES.csv) return readCsv(bytes);
  if (type === IMPORT_MEDIA_TYPES.xlsx) return await readXlsx(bytes);
  return invalid(UNKNOWN_TYPE);
};

const readCsv = (bytes: Uint8Array): ReadTable => {
  const decoded = decodeText(bytes);
  if (decoded.outcome === 'invalid') return invalid(decoded.violation);
  try {
    return table(parse(decoded.text, { relax_column_count: true }));
  } catch (error) {
    if (error instanceof CsvError) return invalid(brokenCsv(error));
    throw error;
  }
};

/** Bytes that a workbook may unpack to: far more than a large register needs, far less than would end the process. */
const LARGEST_WORKBOOK = 100 * 1024 * 1024;

const readXlsx = async (bytes: Uint8Array): Promise<ReadTable> => {
  const size = unpackedSize(bytes);
  if (size === undefined) return invalid(BROKEN_XLSX);
  if (size > LARGEST_WORKBOOK) return invalid(INFLATED_XLSX);
  const copy = new Uint8Array(bytes).buffer;
  try {
    // Numbers stay as they are written: a document number is no quantity.
    const rows = await readSheet<string>(copy, { parseNumber: (text) => text });
    return table(rows.map((row) => row.map(cellText)));
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      return invalid(BROKEN_XLSX);
    throw error;
  }
};

/** The library reads a date cell as the wall clock in UTC; times of day are fractions of a day, off by a millisecond. */
const cellText = (cell: unknown): string => {
  if (cell instanceof Date) {
    const time = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString();
    return time.endsWith('T00:00:00.000Z') ? time.slice(0, 10) : time.slice(0, 19).replace('T', ' ');
  }
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
};

const table = (rows: readonly (readonly string[])[]): ReadTable => ({
  outcome: 'read',
  table: rows.flatMap((cells, index) =>
    cells.every((cell) => cell.trim() === '') ? [] : [{ row: index + 1, cells }],
  ),
});

const invalid = (violation: Violation): ReadTable => ({ outcome: 'invalid', violations: [violation] });

const brokenCsv = (error: CsvError): Violation => {
  const line = typeof error['lines'] === 'number' ? error['lines'] : null;
  const where =
    line === null ? { zh: '', en: '' } : { zh: `（大约在第${line}行）`, en: ` (about line ${line})` };
  return {
    code: 'csv-unreadable',
    pointer: '',
    message: {
      zh: `CSV 文件无法读取${where.zh}。常见原因是英文双引号不成对：内容中的双引号要写成两个。`,
      en: `The CSV file cannot be read${where.en}. Often a double quote has no partner: within text it is written twice.`,
    },
  };
};

const BROKEN_XLSX: Violation = {
  code: 'xlsx-unreadable',
  pointer: '',
  message: {
    zh: '文件不是有效的 xlsx 工作簿。请用表格软件打开后另存为 xlsx（不是 xls），不要加密。',
    en: 'The file is no xlsx workbook. Open it in a spreadsheet program and save it as xlsx (not xls), without a password.',
  },
};

const INFLATED_XLSX: Violation = {
  code: 'xlsx-too-large',
  pointer: '',
  message: {
    zh: '工作簿解压后过大。请只保留要导入的工作表，清除空白行列的格式后另存，或者改用 CSV 文件。',
    en: 'The workbook is too large once unpacked. Keep only the sheet to import, without formatted blank cells, or use CSV.',
  },
};

const UNKNOWN_TYPE: Violation = {
  code: 'media-type-unknown',
  pointer: '',
  message: {
    zh: `只能导入 CSV 或 xlsx 文件。请在 Content-Type 中写明 ${IMPORT_MEDIA_TYPES.csv} 或 ${IMPORT_MEDIA_TYPES.xlsx}。`,
    en: `Only CSV and xlsx can be imported. Say in Content-Type: ${IMPORT_MEDIA_TYPES.csv} or ${IMPORT_MEDIA_TYPES.xlsx}.`,
  },
};
