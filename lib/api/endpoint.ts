import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Limits } from '../configuration/limits.ts';
import type { Access, Caller } from './access.ts';
import type { Admit } from './admit.ts';
import type { BodyReader } from './body-readers.ts';
import { refuse } from './problem.ts';
import { problemAnswers, type RefusalStatus, usualRefusals } from './problem-answers.ts';
import { shapeProblem } from './shape-problem.ts';

export interface ApiEnv {
  Variables: {
    requestId: string;
    /** Who calls, for the log. */
    by: string;
    /** The person's name, where the issuer of a login told it. */
    name: string;
  };
}

export type ApiContext = Context<ApiEnv>;

/** A request that was admitted and has the right shape. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly context: ApiContext;
}

interface Definition<Params extends z.ZodObject, Query extends z.ZodObject, Body> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: `/v1/items/{id}`. */
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  readonly body: BodyReader<Body>;
  /** What it answers when all is well, by status. */
  readonly answers: RouteConfig['responses'];
  /** Refusals beyond those that follow from access, parameters and body. */
  readonly refusals?: readonly RefusalStatus[];
  readonly handle: (call: Call<z.output<Params>, z.output<Query>, Body>) => Promise<Response> | Response;
}

interface EndpointServices {
  readonly admit: Admit;
  readonly limits: Limits;
}

/** One call of the API: its place, its description, and what answers it. */
export interface Endpoint {
  readonly route: RouteConfig;
  readonly access: Access;
  readonly respond: (context: ApiContext, services: EndpointServices) => Promise<Response>;
}

const PUBLIC: Caller = { by: 'public', roles: [] };

/**
 * Ties a call's description to its code: the schemas that the description shows are the ones that check, each once. The
 * order is token, limits, role, address, query, body; what fails first answers, so that without a role nobody learns more.
 */
export const endpoint = <Params extends z.ZodObject, Query extends z.ZodObject, Body>(
  definition: Definition<Params, Query, Body>,
): Endpoint => {
  const { access, handle } = definition;
  return {
    route: describe(definition),
    access,
    async respond(context, { admit, limits }) {
      const admission = access === 'open' ? { caller: PUBLIC, name: null } : await admit(context, access);
      if ('refused' in admission) return refuse(context, admission.refused);
      const { caller, name } = admission;
      context.set('by', caller.by);
      if (name !== null) context.set('name', name);

      const given = context.req.param();
      const params = definition.params.safeParse(given);
      if (!params.success) return refuse(context, shapeProblem(params.error, { input: given, part: 'path' }));

      const asked = queryOf(context);
      const query = definition.query.safeParse(asked);
      if (!query.success) return refuse(context, shapeProblem(query.error, { input: asked, part: 'query' }));

      const body = await definition.body.read(context, limits);
      if ('refused' in body) return refuse(context, body.refused);

      return handle({ params: params.data, query: query.data, body: body.value, caller, context });
    },
  };
};

/** Each parameter once as a text; one that is repeated stays a list, so that the schema refuses it. */
const queryOf = ({ req }: ApiContext): Readonly<Record<string, unknown>> => {
  if (!req.url.includes('?')) return {};
  return Object.fromEntries(
    Object.entries(req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
};

const describe = <Params extends z.ZodObject, Query extends z.ZodObject, Body>({
  method,
  path,
  operationId,
  tag,
  summary,
  access,
  params,
  query,
  body: { content },
  answers,
  refusals = [],
}: Definition<Params, Query, Body>): RouteConfig => {
  const takes = {
    parameters: Object.keys(params.shape).length + Object.keys(query.shape).length > 0,
    json: content !== undefined && 'application/json' in content,
    body: content !== undefined,
  };
  const refused = new Set([...usualRefusals({ access, takes }), ...refusals]);
  return createRoute({
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    ...(access === 'open' ? { security: [] } : { description: accessNote(access) }),
    request: { params, query, ...(content !== undefined && { body: { required: true, content } }) },
    responses: { ...answers, ...problemAnswers([...refused].toSorted((a, b) => a - b)) },
  });
};

const accessNote = (access: Exclude<Access, 'open'>): string =>
  access === 'any-role' ? 'Any role.' : `Role: ${[...new Set([...access, 'admin'])].join(' or ')}.`;
