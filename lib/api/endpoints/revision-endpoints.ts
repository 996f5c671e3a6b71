import { z } from '@hono/zod-openapi';
import { jsonBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import {
  CorrectionBody,
  correctionOrder,
  RepublicationBody,
  republicationOrder,
} from '../schemas/correction.ts';
import { ItemAnswer } from '../schemas/item-answer.ts';
import { IdOrNumber, Nothing } from '../schemas/text.ts';
import { WithdrawalBody } from '../schemas/withdrawal.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'items';
const Item = z.strictObject({ id: IdOrNumber });

/** What becomes of an item after it was accepted: it says something else, goes elsewhere, is taken back, or comes again. */
export const revisionEndpoints = ({
  correctItem,
  republishItem,
  withdrawItem,
}: Pick<UseCases, 'correctItem' | 'republishItem' | 'withdrawItem'>): readonly Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/v1/items/{id}/editions',
    operationId: 'correctItem',
    tag: TAG,
    summary: 'Correct an item, or change its channels; every copy is brought into line',
    access: ['submitter'],
    params: Item,
    query: Nothing,
    body: jsonBody(CorrectionBody),
    answers: {
      201: jsonAnswer('A new edition; it will reach every channel', ItemAnswer),
      200: jsonAnswer('The same edition: other channels, or nothing to change', ItemAnswer),
    },
    refusals: [404, 409],
    async handle({ params: { id }, body, caller, context }) {
      const corrected = await correctItem(id, correctionOrder(body), caller.by);
      return 'view' in corrected
        ? context.json(corrected.view, OUTCOME_STATUSES[corrected.outcome])
        : refuse(context, problemOfRefusal(corrected));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/items/{id}/withdrawal',
    operationId: 'withdrawItem',
    tag: TAG,
    summary: 'Take an item back from every channel; a leak is sealed, everywhere and for ever',
    access: ['submitter'],
    params: Item,
    query: Nothing,
    body: jsonBody(WithdrawalBody),
    answers: {
      200: jsonAnswer('Withdrawn, or already so; every channel that may have a copy follows', ItemAnswer),
    },
    refusals: [404, 409],
    async handle({ params: { id }, body, caller, context }) {
      const withdrawn = await withdrawItem(id, body, caller.by);
      return withdrawn.outcome === 'withdrawn'
        ? context.json(
            { ...withdrawn.view, keptFiles: withdrawn.keptFiles },
            OUTCOME_STATUSES[withdrawn.outcome],
          )
        : refuse(context, problemOfRefusal(withdrawn));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/items/{id}/republication',
    operationId: 'republishItem',
    tag: TAG,
    summary: 'Publish a withdrawn item again, reviewed and approved after the withdrawal',
    access: ['submitter'],
    params: Item,
    query: Nothing,
    body: jsonBody(RepublicationBody),
    answers: { 200: jsonAnswer('Live again; it will reach every planned channel', ItemAnswer) },
    refusals: [404, 409],
    async handle({ params: { id }, body, caller, context }) {
      const republished = await republishItem(id, republicationOrder(body), caller.by);
      return republished.outcome === 'republished'
        ? context.json(republished.view, OUTCOME_STATUSES.republished)
        : refuse(context, problemOfRefusal(republished));
    },
  }),
];
