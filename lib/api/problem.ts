import type { Context } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Sentence } from '../domain/violation.ts';
import { PROBLEM_KINDS, type ProblemKindName } from './problem-kinds.ts';

/** One thing that is wrong with a request. */
export interface ProblemError {
  readonly code: string;
  /** JSON Pointer into the part named by `in`; '' is the whole of it. */
  readonly pointer: string;
  readonly message: Sentence;
  /** The part of the request; the body where it is not given. */
  readonly in?: 'path' | 'query' | 'header';
}

/** A refusal on its way to the caller, as RFC 9457 shapes it. */
export interface Problem {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly title: Sentence;
  /** At least one. */
  readonly errors: readonly [ProblemError, ...ProblemError[]];
  /** Members beyond the standard's, such as the item that a conflict is with. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const problemOf = (
  kind: ProblemKindName,
  details: {
    readonly message?: Sentence;
    readonly headers?: Readonly<Record<string, string>>;
    readonly extensions?: Readonly<Record<string, unknown>>;
  } = {},
): Problem => {
  const { status, title, message: usual } = PROBLEM_KINDS[kind];
  const { message = usual, ...rest } = details;
  return { status, code: kind, title, errors: [{ code: kind, pointer: '', message }], ...rest };
};

/** Something in the request is not as it has to be: every fault at once. */
export const invalidProblem = (errors: Problem['errors']): Problem => ({
  status: 422,
  code: 'invalid',
  title: { zh: '内容不符合要求', en: 'Not valid' },
  errors,
});

/** Answers a problem as `application/problem+json`; a sentence that names no one place stands in `detail` too. */
export const refuse = <E extends { Variables: RequestIdVariables }>(
  context: Context<E>,
  { status, code, title, errors, extensions, headers }: Problem,
): Response => {
  const [{ message }] = errors;
  const body = {
    type: `urn:gongkai:problem:${code}`,
    title: `${title.zh} · ${title.en}`,
    status,
    detail: `${message.zh} ${message.en}`,
    code,
    errors,
    requestId: context.get('requestId'),
    ...extensions,
  };
  return context.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
};
