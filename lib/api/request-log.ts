import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './endpoint.ts';
import type { Log } from './log.ts';

const LONGEST_PATH = 200;

/** One line for each call of the API and for whatever was refused: who, what, outcome, milliseconds. No query, no header, no body. */
export const requestLog =
  (log: Log): MiddlewareHandler<ApiEnv> =>
  async (context, next) => {
    const started = performance.now();
    await next();
    const { status } = context.res;
    const { method, path } = context.req;
    if (status < 400 && !path.startsWith('/v1/')) return;
    log.info(
      {
        requestId: context.get('requestId'),
        by: context.get('by'),
        name: context.get('name'),
        method,
        path: path.slice(0, LONGEST_PATH),
        status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    );
  };
