import { jsonBody, noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import {
  DecisionBody,
  SuspectAnswer,
  SuspectListAnswer,
  SuspectListQuery,
} from '../schemas/suspect-schemas.ts';
import { Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'suspects';
const PAGE = 20;

/** Items that may be the same, and what people decide about them. */
export const suspectEndpoints = ({
  listSuspects,
  decide,
}: Pick<UseCases, 'listSuspects' | 'decide'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/suspects',
    operationId: 'listSuspects',
    tag: TAG,
    summary: 'List items that may be the same, with what differs; or what was decided about them',
    access: ['submitter', 'auditor'],
    params: Nothing,
    query: SuspectListQuery,
    body: noBody,
    answers: { 200: jsonAnswer('A page of pairs, latest first', SuspectListAnswer) },
    async handle({ query: { state, cursor, limit }, context }) {
      const listed = await listSuspects({ state, cursor: cursor ?? null, limit: limit ?? PAGE });
      if (listed.outcome === 'invalid') return refuse(context, problemOfRefusal(listed));
      return context.json({ suspects: listed.suspects, nextCursor: listed.nextCursor });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/suspects',
    operationId: 'decide',
    tag: TAG,
    summary:
      'Decide that two items are one, or are not, or undo that; the count follows, deliveries stay as they are',
    access: ['submitter'],
    params: Nothing,
    query: Nothing,
    body: jsonBody(DecisionBody),
    answers: { 200: jsonAnswer('Recorded, or so already', SuspectAnswer) },
    refusals: [409],
    async handle({ body, caller, context }) {
      const decided = await decide(body, caller.by);
      return decided.outcome === 'recorded'
        ? context.json(decided.view, OUTCOME_STATUSES.recorded)
        : refuse(context, problemOfRefusal(decided));
    },
  }),
];
