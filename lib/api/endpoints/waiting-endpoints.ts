import { z } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { noBody } from '../body-readers.ts';
import { type ApiContext, type Endpoint, endpoint } from '../endpoint.ts';
import { fileAnswer } from '../json-answer.ts';
import { problemOfRefusal } from '../outcome-statuses.ts';
import { waitingPage, waitingTable } from '../pages/waiting-page.ts';
import { refuse } from '../problem.ts';
import { Nothing } from '../schemas/text.ts';
import { WaitingListAnswer, WaitingQuery } from '../schemas/waiting-list.ts';
import type { UseCases } from '../use-cases.ts';

const PAGE = 50;
const TAG = 'waiting';

/** What waits for a person, as a list and as a page for those who have to do something about it. */
export const waitingEndpoints = ({
  office,
  listWaiting,
}: Pick<UseCases, 'listWaiting'> & { readonly office: string }): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/waiting',
    operationId: 'listWaiting',
    tag: TAG,
    summary: 'List what waits for a person, longest first',
    access: ['submitter', 'operator', 'auditor'],
    params: Nothing,
    query: WaitingQuery,
    body: noBody,
    answers: {
      200: {
        description: 'A page of what waits; as `text/html` the part that the page /waiting shows',
        content: {
          'application/json': { schema: WaitingListAnswer },
          'text/html': { schema: z.string() },
        },
      },
    },
    async handle({ query, context }) {
      const { cursor = null, limit = PAGE, ...filter } = query;
      const listed = await listWaiting({ ...filter, cursor, limit });
      if (listed.outcome === 'invalid') return refuse(context, problemOfRefusal(listed));
      const { outcome: _, ...list } = listed;
      context.header('Cache-Control', 'no-store');
      return wantsHtml(context) ? context.html(waitingTable(list, filter)) : context.json(list);
    },
  }),
  endpoint({
    method: 'get',
    path: '/waiting',
    operationId: 'readWaitingPage',
    tag: TAG,
    summary: 'The page for it, empty until a token is entered',
    access: 'open',
    params: Nothing,
    query: WaitingQuery,
    body: noBody,
    answers: { 200: fileAnswer('The page', ['text/html']) },
    handle({ context }) {
      context.header('Cache-Control', 'no-store');
      return context.html(waitingPage(office));
    },
  }),
];

const wantsHtml = (context: ApiContext): boolean =>
  accepts(context, {
    header: 'Accept',
    supports: ['application/json', 'text/html'],
    default: 'application/json',
  }) === 'text/html';
