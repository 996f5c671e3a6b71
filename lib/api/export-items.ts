import { BYTE_ORDER_MARK, csvLine } from '../domain/csv-line.ts';
import type { ItemSummary, ListItems, ListQuery } from '../usecases/list-items.ts';
import { problemOfRefusal } from './outcome-statuses.ts';
import type { Problem } from './problem.ts';

type Query = Omit<ListQuery, 'limit'>;
type Listed = Extract<Awaited<ReturnType<ListItems>>, { outcome: 'listed' }>;

const PAGE = 500;

const COLUMNS: readonly (readonly [heading: string, cell: (item: ItemSummary) => string | null])[] = [
  ['编号', ({ number }) => number],
  ['标题', ({ title }) => title],
  ['发文字号', ({ documentNumber }) => documentNumber],
  ['状态', ({ state }) => (state === 'live' ? '有效' : '已撤下')],
  ['受理时间', ({ acceptedAt }) => acceptedAt],
  ['公开期限', ({ dueOn }) => dueOn],
  ['逾期', ({ late }) => (late ? '是' : '否')],
  ['已公开渠道', ({ deliveries }) => published(deliveries, ({ channel }) => channel)],
  ['公开时间', ({ deliveries }) => published(deliveries, ({ publicAt }) => publicAt)],
  ['网址', ({ deliveries }) => published(deliveries, ({ url }) => url)],
  ['信息标识', ({ id }) => id],
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
 * The list as a CSV file, page after page in constant memory, to its end or to `most` items. The first page is read
 * before the answer begins, so that a query that is refused still gets its problem.
 */
export const exportItems = async (
  listItems: ListItems,
  query: Query,
  most: number | undefined,
): Promise<{ readonly csv: ReadableStream<Uint8Array> } | { readonly refused: Problem }> => {
  const first = await listItems({ ...query, limit: Math.min(PAGE, most ?? PAGE) });
  if (first.outcome === 'invalid') return { refused: problemOfRefusal(first) };
  return {
    csv: ReadableStream.from(linesOf(listItems, query, first, most)).pipeThrough(new TextEncoderStream()),
  };
};

async function* linesOf(
  listItems: ListItems,
  query: Query,
  first: Listed,
  most: number | undefined,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map(([heading]) => heading));
  let page = first;
  for (let left = most ?? Number.POSITIVE_INFINITY; ; ) {
    yield page.items.map((item) => csvLine(COLUMNS.map(([, cell]) => cell(item)))).join('');
    left -= page.items.length;
    if (page.nextCursor === null || left <= 0) return;
    const next = await listItems({ ...query, cursor: page.nextCursor, limit: Math.min(PAGE, left) });
    if (next.outcome === 'invalid') throw new Error('the list refused its own cursor');
    page = next;
  }
}
