import { z } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { jsonBody, noBody } from '../body-readers.ts';
import { type ApiContext, type Endpoint, endpoint } from '../endpoint.ts';
import { EXPORT_FORMATS, type ExportFormat, exportItems } from '../export-items.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { problemOf, refuse } from '../problem.ts';
import { ItemAnswer, ItemDetailAnswer } from '../schemas/item-answer.ts';
import { ItemListAnswer, ItemListQuery } from '../schemas/item-list.ts';
import { SubmissionSchema } from '../schemas/submission.ts';
import { IdOrNumber, Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'items';
const PAGE = 50;

/** Posting, listing and reading items. */
export const itemEndpoints = ({
  acceptItem,
  listItems,
  readItem,
}: Pick<UseCases, 'acceptItem' | 'listItems' | 'readItem'>): readonly Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/v1/items',
    operationId: 'acceptItem',
    tag: TAG,
    summary: 'Post an approved item; the same content again is the same item',
    access: ['submitter'],
    params: Nothing,
    query: Nothing,
    body: jsonBody(SubmissionSchema),
    answers: {
      201: jsonAnswer('Accepted; it will reach every planned channel', ItemAnswer),
      200: jsonAnswer('The same content was seen before', ItemAnswer),
    },
    refusals: [409],
    async handle({ body, caller, context }) {
      const accepted = await acceptItem(body, caller.by);
      if (accepted.outcome === 'conflict' || accepted.outcome === 'invalid') {
        return refuse(context, problemOfRefusal(accepted));
      }
      const { outcome, view, ...told } = accepted;
      context.header('Location', `/v1/items/${view.id}`);
      return context.json({ ...view, ...told }, OUTCOME_STATUSES[outcome]);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/items',
    operationId: 'listItems',
    tag: TAG,
    summary: 'List items, newest first, or open a figure of the count into its items',
    access: 'any-role',
    params: Nothing,
    query: ItemListQuery,
    body: noBody,
    answers: {
      200: {
        description: 'A page of items; as `text/csv` or xlsx all of them, or as many as `limit` says',
        content: {
          'application/json': { schema: ItemListAnswer },
          [EXPORT_FORMATS.csv]: { schema: z.string() },
          [EXPORT_FORMATS.xlsx]: { schema: { type: 'string', format: 'binary' } },
        },
      },
    },
    async handle({ query: { q, limit, ...rest }, context }) {
      const query = { ...rest, ...(q !== undefined && { text: q }) };
      const format = exportFormatOf(context);
      if (format !== undefined) {
        return answerFile(context, format, await exportItems(listItems, query, { format, most: limit }));
      }
      const listed = await listItems({ ...query, limit: limit ?? PAGE });
      if (listed.outcome === 'invalid') return refuse(context, problemOfRefusal(listed));
      return context.json({ items: listed.items, nextCursor: listed.nextCursor });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/items/{id}',
    operationId: 'readItem',
    tag: TAG,
    summary: 'Read an item with its deliveries, editions and history',
    access: 'any-role',
    params: z.strictObject({ id: IdOrNumber }),
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('The item', ItemDetailAnswer) },
    refusals: [404],
    async handle({ params: { id }, context }) {
      const item = await readItem(id);
      return item === undefined ? refuse(context, problemOf('not-found')) : context.json(item);
    },
  }),
];

const JSON_TYPE = 'application/json';

/** Undefined for a page of the list. */
const exportFormatOf = (context: ApiContext): ExportFormat | undefined => {
  const accepted = accepts(context, {
    header: 'Accept',
    supports: [JSON_TYPE, ...Object.values(EXPORT_FORMATS)],
    default: JSON_TYPE,
  });
  if (accepted === EXPORT_FORMATS.csv) return 'csv';
  return accepted === EXPORT_FORMATS.xlsx ? 'xlsx' : undefined;
};

const answerFile = (
  context: ApiContext,
  format: ExportFormat,
  exported: Awaited<ReturnType<typeof exportItems>>,
): Response => {
  if ('refused' in exported) return refuse(context, exported.refused);
  return context.body(exported.file, 200, {
    'Content-Type': format === 'csv' ? `${EXPORT_FORMATS.csv}; charset=utf-8` : EXPORT_FORMATS.xlsx,
    'Content-Disposition': `attachment; filename="items.${format}"`,
  });
};
