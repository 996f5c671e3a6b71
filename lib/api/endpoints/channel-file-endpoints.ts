import { z } from '@hono/zod-openapi';
import { instantOf } from '../../domain/shanghai-time.ts';
import { noBody, rawBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { EXPORT_FORMATS } from '../export-items.ts';
import { downloadHeaders } from '../file-headers.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { ReceiptsAnswer, UploadQuery } from '../schemas/channel-files.ts';
import { ChannelId, Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'channels';
const OfChannel = z.strictObject({ channel: ChannelId });

/** The files that a clerk carries between the ledger and a platform: one to upload, one with what came of it. */
export const channelFileEndpoints = ({
  fillUpload,
  recordReceipts,
}: Pick<UseCases, 'fillUpload' | 'recordReceipts'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/channels/{channel}/upload',
    operationId: 'fillUpload',
    tag: TAG,
    summary: "The platform's upload template, filled with what is handed over on an excel channel",
    access: ['submitter'],
    params: OfChannel,
    query: UploadQuery,
    body: noBody,
    answers: {
      200: {
        description:
          'The workbook, the oldest first. `X-Rows` tells how many items are in it; `Link` with `rel="next"` leads to the next file where one does not hold them all.',
        content: { [EXPORT_FORMATS.xlsx]: { schema: { type: 'string', format: 'binary' } } },
      },
    },
    refusals: [404],
    async handle({ params: { channel }, query: { since, cursor }, context }) {
      const from = since === undefined ? null : (instantOf(since)?.instant ?? null);
      const filled = await fillUpload(channel, { since: from, cursor: cursor ?? null });
      if (filled.outcome !== 'filled') return refuse(context, problemOfRefusal(filled));
      const { workbook, rows, nextCursor } = filled;
      const next = new URLSearchParams({
        ...(since !== undefined && { since }),
        ...(nextCursor !== null && { cursor: nextCursor }),
      });
      return context.body(Uint8Array.from(workbook), 200, {
        'Content-Type': EXPORT_FORMATS.xlsx,
        ...downloadHeaders(`${channel}-upload.xlsx`),
        'X-Rows': String(rows),
        ...(nextCursor !== null && {
          Link: `</v1/channels/${channel}/upload?${next.toString()}>; rel="next"`,
        }),
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/channels/{channel}/receipts',
    operationId: 'recordReceipts',
    tag: TAG,
    summary: "Report many copies as public by the platform's export; the same file again changes nothing",
    access: ['submitter'],
    params: OfChannel,
    query: Nothing,
    body: rawBody(Object.values(EXPORT_FORMATS)),
    answers: { 200: jsonAnswer('Recorded, row by row; what was not is listed', ReceiptsAnswer) },
    refusals: [404, 422],
    async handle({ params: { channel }, body, caller, context }) {
      const recorded = await recordReceipts(channel, { ...body, by: caller.by });
      return recorded.outcome === 'done'
        ? context.json(recorded.report, OUTCOME_STATUSES.done)
        : refuse(context, problemOfRefusal(recorded));
    },
  }),
];
