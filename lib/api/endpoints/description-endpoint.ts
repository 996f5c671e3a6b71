import { z } from '@hono/zod-openapi';
import { noBody } from '../body-readers.ts';
import { describeApi } from '../describe-api.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { Nothing } from '../schemas/text.ts';

const OpenApiAnswer = z.record(z.string(), z.unknown()).openapi('OpenApiDocument');

/** The description of the other calls, and of itself; written at the first request, since it costs some tens of milliseconds. */
export const descriptionEndpoint = (others: readonly Endpoint[], version: string): Endpoint => {
  let document: string | undefined;
  const self: Endpoint = endpoint({
    method: 'get',
    path: '/openapi.json',
    operationId: 'readDescription',
    tag: 'open',
    summary: 'This description',
    access: 'open',
    params: Nothing,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('OpenAPI 3.1', OpenApiAnswer) },
    handle({ context }) {
      document ??= JSON.stringify(describeApi([...others, self], version));
      return context.body(document, 200, { 'Content-Type': 'application/json' });
    },
  });
  return self;
};
