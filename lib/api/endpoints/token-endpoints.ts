import { z } from '@hono/zod-openapi';
import { jsonBody, noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { line, Nothing } from '../schemas/text.ts';
import { CreatedTokenAnswer, TokenAnswer, TokenBody, TokenListAnswer } from '../schemas/token-schemas.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'tokens';

/** Service tokens, for administrators only. */
export const tokenEndpoints = ({
  listTokens,
  createToken,
  revokeToken,
}: Pick<UseCases, 'listTokens' | 'createToken' | 'revokeToken'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/tokens',
    operationId: 'listTokens',
    tag: TAG,
    summary: 'List all tokens, the revoked ones too',
    access: ['admin'],
    params: Nothing,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('What is known of them; never the tokens themselves', TokenListAnswer) },
    async handle({ context }) {
      return context.json({ tokens: await listTokens() });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/tokens',
    operationId: 'createToken',
    tag: TAG,
    summary: 'Create a token; it is shown this once',
    access: ['admin'],
    params: Nothing,
    query: Nothing,
    body: jsonBody(TokenBody),
    answers: { 201: jsonAnswer('The token, which cannot be shown again', CreatedTokenAnswer) },
    async handle({ body, caller, context }) {
      const { outcome, token, view } = await createToken(body, caller.by);
      context.header('Cache-Control', 'no-store');
      return context.json({ ...view, token }, OUTCOME_STATUSES[outcome]);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/tokens/{id}',
    operationId: 'revokeToken',
    tag: TAG,
    summary: 'Revoke a token; its record stays',
    access: ['admin'],
    params: z.strictObject({ id: line(100) }),
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('Revoked', TokenAnswer) },
    refusals: [404, 409],
    async handle({ params: { id }, context }) {
      const revoked = await revokeToken(id);
      return revoked.outcome === 'revoked'
        ? context.json(revoked.view, OUTCOME_STATUSES.revoked)
        : refuse(context, problemOfRefusal(revoked));
    },
  }),
];
