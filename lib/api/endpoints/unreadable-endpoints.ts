import { z } from '@hono/zod-openapi';
import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { Cursor, Nothing, optional, wholeNumber } from '../schemas/text.ts';
import { UnreadableListAnswer } from '../schemas/unreadable-list-answer.ts';
import type { UseCases } from '../use-cases.ts';

const PAGE = 50;

/** Queue messages that could not be read, for operators. */
export const unreadableEndpoints = ({
  listUnreadable,
}: Pick<UseCases, 'listUnreadable'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/unreadable',
    operationId: 'listUnreadable',
    tag: 'unreadable',
    summary: 'List messages that could not be read, kept with their bytes',
    access: ['operator'],
    params: Nothing,
    query: z.strictObject({ cursor: optional(Cursor), limit: optional(wholeNumber(1, 1000)) }),
    body: noBody,
    answers: { 200: jsonAnswer('A page of messages', UnreadableListAnswer) },
    async handle({ query: { cursor, limit }, context }) {
      const listed = await listUnreadable(cursor ?? null, limit ?? PAGE);
      if (listed.outcome === 'invalid') return refuse(context, problemOfRefusal(listed));
      return context.json({ messages: listed.messages, nextCursor: listed.nextCursor });
    },
  }),
];
