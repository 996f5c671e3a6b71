import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Hono } from 'hono';
import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import type { ApiEnv } from '../../lib/api/endpoint.ts';

// Read as text, the byte order mark of a CSV file would be lost, and with it the file's hash.
const isContentTypeBinary = (contentType: string): boolean =>
  !/^(?:text\/(?!csv)|application\/(?:[\w.-]+\+)?(?:json|xml)\s*(?:;|$))/i.test(contentType);

/** One request of the HTTP API, payload format 2.0. Faults are answered by the app, without a word of their inside. */
export const createHandler = ({ logger, app }: { readonly logger: Logger; readonly app: Hono<ApiEnv> }) => {
  const answer = handle(app, { isContentTypeBinary });
  return middy<LambdaEvent, APIGatewayProxyResult>()
    .use(injectLambdaContext(logger))
    .handler((event, context) => answer(event, context));
};
