import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './endpoint.ts';
import type { Log } from './log.ts';

const LONGEST_PATH = 200;

/** A request that was answered; no query, no header, no body of it. */
export interface AnsweredRequest {
  readonly requestId: string;
  /** The caller's network address. */
  readonly address: string;
  /** Who called, as histories name them; undefined for a caller without a valid token and for pages that anybody may see. */
  readonly by: string | undefined;
  readonly name: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

/**
 * Tells of every request that was answered; a line of the log for each call of the API and for whatever was refused.
 */
export const requestLog =
  ({
    log,
    addressOf,
    onAnswered,
  }: {
    readonly log: Log;
    readonly addressOf: (context: Context) => string;
    readonly onAnswered: ((request: AnsweredRequest) => void) | undefined;
  }): MiddlewareHandler<ApiEnv> =>
  async (context, next) => {
    const started = performance.now();
    await next();
    const { status } = context.res;
    const { method } = context.req;
    const path = context.req.path.slice(0, LONGEST_PATH);
    const by: string | undefined = context.get('by');
    const name: string | undefined = context.get('name');
    const requestId = context.get('requestId');
    const milliseconds = Math.round(performance.now() - started);
    onAnswered?.({ requestId, address: addressOf(context), by, name, method, path, status, milliseconds });
    if (status < 400 && !path.startsWith('/v1/')) return;
    log.info({ requestId, by, name, method, path, status, ms: milliseconds }, 'request');
  };
