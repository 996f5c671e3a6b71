import { BYTE_ORDER_MARK, csvLine } from '../domain/csv-line.ts';
import type { ItemSummary, ListItems, ListQuery } from '../usecases/list-items.ts';
import { problemOfRefusal } from './outcome-statuses.ts';
import type { Problem } from './problem.ts';
import { workbookStream } from './workbook-stream.ts';

type Query = Omit<ListQuery, 'limit'>;
type Listed = Extract<Awaited<ReturnType<ListItems>>, { outcome: 'listed' }>;

export const EXPORT_FORMATS = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;

const PAGE = 500;

interface Column {
  readonly heading: string;
  /** In characters, on a sheet. */
  readonly width: number;
  readonly cell: (item: ItemSummary) => string | null;
}

const stateName = ({ state, voided }: ItemSummary): string => {
  if (state === 'live') return '有效';
  return voided === null ? '已撤下' : '已作废';
};

const COLUMNS: readonly Column[] = [
  { heading: '编号', width: 12, cell: ({ number }) => number },
  { heading: '标题', width: 50, cell: ({ title }) => title },
  { heading: '发文字号', width: 24, cell: ({ documentNumber }) => documentNumber },
  { heading: '状态', width: 8, cell: stateName },
  { heading: '受理时间', width: 26, cell: ({ acceptedAt }) => acceptedAt },
  { heading: '公开期限', width: 12, cell: ({ dueOn }) => dueOn },
  { heading: '逾期', width: 6, cell: ({ late }) => (late ? '是' : '否') },
  {
    heading: '已公开渠道',
    width: 30,
    cell: ({ deliveries }) => published(deliveries, ({ channel }) => channel),
  },
  {
    heading: '公开时间',
    width: 40,
    cell: ({ deliveries }) => published(deliveries, ({ publicAt }) => publicAt),
  },
  { heading: '网址', width: 50, cell: ({ deliveries }) => published(deliveries, ({ url }) => url) },
  { heading: '信息标识', width: 20, cell: ({ id }) => id },
  { heading: '合并信息', width: 20, cell: ({ mergedWith }) => mergedWith.join('；') },
];

const published = (
  deliveries: ItemSummary['deliveries'],
  told: (delivery: ItemSummary['deliveries'][number]) => string | null,
): string =>
  deliveries
    .filter(({ publicAt }) => publicAt !== null)
    .map((delivery) => told(delivery) ?? '—')
    .join('；');

/**
 * The list as a file, page after page in constant memory, to its end or to `most` items. The first page is read
 * before the answer begins, so that a query that is refused still gets its problem.
 */
export const exportItems = async (
  listItems: ListItems,
  query: Query,
  { format, most }: { readonly format: ExportFormat; readonly most: number | undefined },
): Promise<{ readonly file: ReadableStream<Uint8Array> } | { readonly refused: Problem }> => {
  const first = await listItems({ ...query, limit: Math.min(PAGE, most ?? PAGE) });
  if (first.outcome === 'invalid') return { refused: problemOfRefusal(first) };
  const pages = pagesOf(listItems, query, first, most);
  if (format === 'csv') {
    return { file: ReadableStream.from(csvOf(pages)).pipeThrough(new TextEncoderStream()) };
  }
  return { file: ReadableStream.from(workbookStream({ name: '台账', columns: COLUMNS }, rowsOf(pages))) };
};

async function* csvOf(pages: AsyncIterable<readonly ItemSummary[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map(({ heading }) => heading));
  for await (const items of pages) {
    yield items.map((item) => csvLine(COLUMNS.map(({ cell }) => cell(item)))).join('');
  }
}

async function* rowsOf(
  pages: AsyncIterable<readonly ItemSummary[]>,
): AsyncGenerator<readonly (readonly string[])[]> {
  for await (const items of pages) {
    yield items.map((item) => COLUMNS.map(({ cell }) => cell(item) ?? ''));
  }
}

async function* pagesOf(
  listItems: ListItems,
  query: Query,
  first: Listed,
  most: number | undefined,
): AsyncGenerator<readonly ItemSummary[]> {
  let page = first;
  for (let left = most ?? Number.POSITIVE_INFINITY; ; ) {
    yield page.items;
    left -= page.items.length;
    if (page.nextCursor === null || left <= 0) return;
    const next = await listItems({ ...query, cursor: page.nextCursor, limit: Math.min(PAGE, left) });
    if (next.outcome === 'invalid') throw new Error('the list refused its own cursor');
    page = next;
  }
}
