import { z } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import type { PersonOutcome } from '../../usecases/person-outcome.ts';
import { jsonBody, noBody } from '../body-readers.ts';
import { type ApiContext, type Endpoint, endpoint } from '../endpoint.ts';
import { COPY_SHEET_HEADERS } from '../file-headers.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { copySheetPage } from '../pages/copy-sheet-page.ts';
import { takeDownPage } from '../pages/take-down-page.ts';
import { problemOf, refuse } from '../problem.ts';
import { CopySheetAnswer, copySheetAnswer } from '../schemas/copy-sheet-answer.ts';
import { ReceiptBody, RedriveBody } from '../schemas/delivery-bodies.ts';
import { ItemAnswer } from '../schemas/item-answer.ts';
import { ChannelId, IdOrNumber, Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'deliveries';
const Delivery = z.strictObject({ id: IdOrNumber, channel: ChannelId });

/** What a clerk does about one item on one channel: take the copy over, report it as public, send it again. */
export const deliveryEndpoints = ({
  readCopySheet,
  recordReceipt,
  recordTakeDown,
  redrive,
}: Pick<UseCases, 'readCopySheet' | 'recordReceipt' | 'recordTakeDown' | 'redrive'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/items/{id}/deliveries/{channel}/copy',
    operationId: 'readCopySheet',
    tag: TAG,
    summary: 'The copy sheet: what to put up on a channel by hand, or to take down there',
    access: ['submitter'],
    params: Delivery,
    query: Nothing,
    body: noBody,
    answers: {
      200: {
        description: 'The copy; as `text/html` a sheet to print or to copy from',
        content: {
          'application/json': { schema: CopySheetAnswer },
          'text/html': { schema: z.string() },
        },
      },
    },
    refusals: [404],
    async handle({ params: { id, channel }, context }) {
      const sheet = await readCopySheet(id, channel);
      if (sheet === undefined) return refuse(context, problemOf('not-found'));
      return wantsHtml(context)
        ? context.html(
            sheet.takeDown === null ? copySheetPage(sheet) : takeDownPage(sheet, sheet.takeDown),
            200,
            COPY_SHEET_HEADERS,
          )
        : context.json(copySheetAnswer(sheet));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/items/{id}/deliveries/{channel}/receipt',
    operationId: 'recordReceipt',
    tag: TAG,
    summary:
      'Report that a copy is public, or that one that had to go is down; a second report corrects the first',
    access: ['submitter'],
    params: Delivery,
    query: Nothing,
    body: jsonBody(ReceiptBody),
    answers: { 200: jsonAnswer('Recorded', ItemAnswer) },
    refusals: [404, 409],
    async handle({ params: { id, channel }, body, caller, context }) {
      const recorded = body.takenDown
        ? await recordTakeDown(id, channel, caller.by)
        : await recordReceipt(id, channel, body, caller.by);
      return answerPerson(context, recorded);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/items/{id}/deliveries/{channel}/redrive',
    operationId: 'redrive',
    tag: TAG,
    summary: 'Send a delivery again; an unknown one needs `outcome: not-there`',
    access: ['operator'],
    params: Delivery,
    query: Nothing,
    body: jsonBody(RedriveBody),
    answers: { 200: jsonAnswer('It will be attempted at once', ItemAnswer) },
    refusals: [404, 409],
    async handle({ params: { id, channel }, body, caller, context }) {
      return answerPerson(context, await redrive(id, channel, body, caller.by));
    },
  }),
];

const answerPerson = (context: ApiContext, outcome: PersonOutcome): Response =>
  outcome.outcome === 'recorded'
    ? context.json(outcome.view, OUTCOME_STATUSES.recorded)
    : refuse(context, problemOfRefusal(outcome));

const wantsHtml = (context: ApiContext): boolean =>
  accepts(context, {
    header: 'Accept',
    supports: ['application/json', 'text/html'],
    default: 'application/json',
  }) === 'text/html';
