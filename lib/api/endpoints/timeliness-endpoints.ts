import { SOON_WITHIN } from '../../domain/timeliness.ts';
import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { Nothing } from '../schemas/text.ts';
import { TimelinessListAnswer, TimelinessQuery } from '../schemas/timeliness.ts';
import type { UseCases } from '../use-cases.ts';

const PAGE = 50;

/** What is late for disclosure, and what soon will be. */
export const timelinessEndpoints = ({
  listTimeliness,
}: Pick<UseCases, 'listTimeliness'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/timeliness',
    operationId: 'listTimeliness',
    tag: 'timeliness',
    summary: 'List what is late for disclosure, or soon due',
    access: 'any-role',
    params: Nothing,
    query: TimelinessQuery,
    body: noBody,
    answers: { 200: jsonAnswer('A page of items', TimelinessListAnswer) },
    async handle({ query, context }) {
      const { cursor = null, limit = PAGE, within = SOON_WITHIN, ...rest } = query;
      const listed = await listTimeliness({ ...rest, within, cursor, limit });
      if (listed.outcome === 'invalid') return refuse(context, problemOfRefusal(listed));
      const { outcome: _, ...list } = listed;
      context.header('Cache-Control', 'no-store');
      return context.json(list);
    },
  }),
];
