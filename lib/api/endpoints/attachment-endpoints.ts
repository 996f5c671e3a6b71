import { z } from '@hono/zod-openapi';
import { noBody, streamedBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { downloadHeaders } from '../file-headers.ts';
import { fileAnswer, jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { problemOf, refuse } from '../problem.ts';
import { Nothing, Sha256 } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'attachments';
const File = z.strictObject({ sha256: Sha256 });
const StoredAnswer = z.object({ sha256: Sha256 }).openapi('StoredAttachment');

/** Files under their own hash: attachments of items, approval forms, photographs. */
export const attachmentEndpoints = ({
  storeAttachment,
  readAttachment,
  attachmentBytes,
}: Pick<UseCases, 'storeAttachment' | 'readAttachment'> & {
  readonly attachmentBytes: number;
}): readonly Endpoint[] => [
  endpoint({
    method: 'put',
    path: '/v1/attachments/{sha256}',
    operationId: 'storeAttachment',
    tag: TAG,
    summary: 'Upload a file under the SHA-256 of its bytes',
    access: ['submitter'],
    params: File,
    query: Nothing,
    body: streamedBody,
    answers: {
      201: jsonAnswer('Stored', StoredAnswer),
      200: jsonAnswer('It was there already', StoredAnswer),
    },
    refusals: [409],
    async handle({ params: { sha256 }, body, context }) {
      const stored = await storeAttachment({ sha256, ...body, limit: attachmentBytes });
      return stored.outcome === 'stored' || stored.outcome === 'exists'
        ? context.json({ sha256 }, OUTCOME_STATUSES[stored.outcome])
        : refuse(context, problemOfRefusal(stored));
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/attachments/{sha256}',
    operationId: 'readAttachment',
    tag: TAG,
    summary: 'Download a file',
    access: ['submitter'],
    params: File,
    query: Nothing,
    body: noBody,
    answers: { 200: fileAnswer('The bytes', ['application/octet-stream']) },
    refusals: [404],
    async handle({ params: { sha256 }, context }) {
      const file = await readAttachment(sha256);
      if (file === undefined) return refuse(context, problemOf('not-found'));
      return context.body(Buffer.from(file.bytes), 200, {
        ...downloadHeaders(sha256),
        'Content-Type': 'application/octet-stream',
        ETag: `"${sha256}"`,
      });
    },
  }),
];
