import type { Violation } from '../violation.ts';

/** What a platform's export may tell of a row. */
export const RECEIPT_COLUMNS = [
  'key',
  'title',
  'documentNumber',
  'url',
  'place',
  'publicAt',
  'remoteId',
  'state',
] as const;
export type ReceiptColumn = (typeof RECEIPT_COLUMNS)[number];

/** How a platform names its columns, and which of its states mean that the public can read the row. */
export interface ReceiptForm {
  readonly columns: Readonly<Partial<Record<ReceiptColumn, readonly string[] | undefined>>>;
  readonly publicStates: readonly string[];
}

/** Tried where the channel's settings name none. */
const USUAL_NAMES: Readonly<Record<ReceiptColumn, readonly string[]>> = {
  key: ['信息编号', '信息标识', 'key'],
  title: ['标题', '信息标题', 'title'],
  documentNumber: ['发文字号', '文号', 'documentNumber'],
  url: ['网址', '链接', '发布网址', 'url'],
  place: ['公开场所', 'place'],
  publicAt: ['发布时间', '公开时间', '发布日期', 'publishedAt', 'publicAt'],
  remoteId: ['平台编号', 'remoteId'],
  state: ['状态', '发布状态', '审核状态', 'state'],
};

const USUAL_PUBLIC_STATES = ['已发布', '已公开', '发布成功', 'published'];

const nameKey = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

/** Finds each column's place in the row of headings; a platform's other columns say nothing to us. */
export const placeReceiptColumns = (
  headings: readonly string[],
  { columns }: ReceiptForm,
): ReadonlyMap<ReceiptColumn, number> => {
  const places = new Map(headings.map((heading, index) => [nameKey(heading), index] as const).toReversed());
  const found = new Map<ReceiptColumn, number>();
  for (const column of RECEIPT_COLUMNS) {
    const place = (columns[column] ?? USUAL_NAMES[column])
      .map((name) => places.get(nameKey(name)))
      .find((each) => each !== undefined);
    if (place !== undefined) found.set(column, place);
  }
  return found;
};

/** Does the state that the platform gives a row mean that the public can read it? */
export const isPublicState = (state: string, { publicStates }: ReceiptForm): boolean =>
  (publicStates.length === 0 ? USUAL_PUBLIC_STATES : publicStates).some(
    (each) => nameKey(each) === nameKey(state),
  );

/** A file whose rows cannot be told apart is not read. */
export const columnsMissing = ({ columns }: ReceiptForm): Violation => {
  const names = (column: 'key' | 'title') => (columns[column] ?? USUAL_NAMES[column]).join('、');
  return {
    code: 'column-missing',
    pointer: '/header',
    message: {
      zh: `第1行应有信息编号列（${names('key')}）或标题列（${names('title')}）。请从渠道后台重新导出，或者在渠道的 settings.receipts.columns 中写明列名。`,
      en: `Row 1 needs a column of our key (${names('key')}) or of the title (${names('title')}). Export it again, or name the columns in the channel's settings.receipts.columns.`,
    },
  };
};
