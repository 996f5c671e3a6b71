import { bareText } from '../bare-text.ts';
import { type CopyKey, parseCopyKey } from '../copy-key.ts';
import type { TableRow } from '../import/parse-table.ts';
import { writtenDate } from '../import/written-date.ts';
import { dayOf, isoShanghai } from '../shanghai-time.ts';
import type { Violation } from '../violation.ts';
import {
  columnsMissing,
  isPublicState,
  placeReceiptColumns,
  type ReceiptColumn,
  type ReceiptForm,
} from './receipt-columns.ts';

/** What one row of a platform's export says. */
export interface ReceiptRow {
  /** As a spreadsheet numbers it: the row of headings is 1. */
  readonly row: number;
  readonly key: CopyKey | null;
  readonly title: string | null;
  readonly documentNumber: string | null;
  readonly url: string | null;
  readonly place: string | null;
  readonly remoteId: string | null;
  /** A day or a time; null where the row has none. A text that is neither stays as it is, and is refused later. */
  readonly publicAt: string | null;
  /** False: the platform has it, but the public cannot read it yet. */
  readonly isPublic: boolean;
}

export type ParsedReceipts =
  | { readonly outcome: 'parsed'; readonly rows: readonly ReceiptRow[]; readonly hasDocumentNumbers: boolean }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

const EMPTY: Violation = {
  code: 'receipts-empty',
  pointer: '',
  message: {
    zh: '文件中没有数据。第一行应为列名，从第二行起每行一条。',
    en: 'There is nothing in the file. The first row names the columns; from the second on, each is one item.',
  },
};

const momentText = (text: string): string => {
  const moment = writtenDate(text);
  if (moment === undefined) return text;
  return moment.precision === 'day' ? dayOf(moment.instant) : isoShanghai(moment.instant);
};

/** Reads the rows of a platform's export. */
export const parseReceipts = (table: readonly TableRow[], form: ReceiptForm): ParsedReceipts => {
  const [header, ...lines] = table;
  if (header === undefined || lines.length === 0) return { outcome: 'invalid', violations: [EMPTY] };
  const places = placeReceiptColumns(header.cells, form);
  if (!places.has('key') && !places.has('title')) {
    return { outcome: 'invalid', violations: [columnsMissing(form)] };
  }
  const rows = lines.map(({ row, cells }): ReceiptRow => {
    const cell = (column: ReceiptColumn): string | null => {
      const place = places.get(column);
      const text = place === undefined ? '' : (cells[place] ?? '').trim();
      return bareText(text) === '' ? null : text;
    };
    const key = cell('key');
    const publicAt = cell('publicAt');
    const state = cell('state');
    return {
      row,
      key: key === null ? null : (parseCopyKey(key) ?? null),
      title: cell('title'),
      documentNumber: cell('documentNumber'),
      url: cell('url'),
      place: cell('place'),
      remoteId: cell('remoteId'),
      publicAt: publicAt === null ? null : momentText(publicAt),
      isPublic: !places.has('state') || (state !== null && isPublicState(state, form)),
    };
  });
  return { outcome: 'parsed', rows, hasDocumentNumbers: places.has('documentNumber') };
};
