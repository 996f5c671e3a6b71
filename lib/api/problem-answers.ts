import type { RouteConfig } from '@hono/zod-openapi';
import type { Access } from './access.ts';
import { ProblemSchema } from './schemas/problem-schema.ts';

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507;

const DESCRIPTIONS: Readonly<Record<RefusalStatus, string>> = {
  400: 'Not JSON',
  401: 'No valid token',
  403: 'The token lacks the role',
  404: 'Not found',
  409: 'Conflicts with what is kept',
  413: 'The body is too large',
  415: 'The media type is not taken',
  422: 'Not valid; every fault with its pointer',
  429: 'Too many requests; see Retry-After',
  500: 'Our own fault',
  503: 'A login (JWT) cannot be checked, or nothing can be stored, at this moment; see Retry-After',
  507: 'The disk is full; nothing was stored',
};

const HEADERS: Readonly<Partial<Record<RefusalStatus, string>>> = {
  401: 'WWW-Authenticate',
  429: 'Retry-After',
  503: 'Retry-After',
  507: 'Retry-After',
};

/** The answers in the description for what may be refused. */
export const problemAnswers = (statuses: readonly RefusalStatus[]): RouteConfig['responses'] =>
  Object.fromEntries(
    statuses.map((status) => {
      const header = HEADERS[status];
      const answer = {
        description: DESCRIPTIONS[status],
        content: { 'application/problem+json': { schema: ProblemSchema } },
        ...(header !== undefined && { headers: { [header]: { schema: { type: 'string' } } } }),
      } satisfies RouteConfig['responses'][string];
      return [status, answer];
    }),
  );

/** What every call may be refused for, given who may make it and what it takes. */
export const usualRefusals = ({
  access,
  takes,
}: {
  readonly access: Access;
  readonly takes: { readonly parameters: boolean; readonly json: boolean; readonly body: boolean };
}): readonly RefusalStatus[] => [
  ...(takes.json ? ([400] as const) : []),
  ...(access === 'open' ? [] : ([401, 403, 429, 503] as const)),
  ...(takes.body ? ([413, 415] as const) : []),
  ...(takes.parameters || takes.json ? ([422] as const) : []),
  500,
  ...(takes.body ? ([507] as const) : []),
];
