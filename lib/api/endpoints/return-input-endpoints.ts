import { z } from '@hono/zod-openapi';
import { jsonBody, noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { inputsOrder, ReturnInputsAnswer, ReturnInputsBody } from '../schemas/return-inputs.ts';
import { Nothing, Year } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'returns';
const YearOnly = z.strictObject({ year: Year });

/** What people enter for the yearly return (填报数据). */
export const returnInputEndpoints = ({
  putReturnInputs,
  readReturnInputs,
}: Pick<UseCases, 'putReturnInputs' | 'readReturnInputs'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/returns/{year}/inputs',
    operationId: 'readReturnInputs',
    tag: TAG,
    summary: 'Read what was entered for a return, every cell of its form, and what does not fit',
    access: ['operator', 'auditor'],
    params: YearOnly,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('The inputs, the cells and the findings', ReturnInputsAnswer) },
    async handle({ params: { year }, context }) {
      const read = await readReturnInputs(year);
      return read.outcome === 'found' ? context.json(read.view) : refuse(context, problemOfRefusal(read));
    },
  }),
  endpoint({
    method: 'put',
    path: '/v1/returns/{year}/inputs',
    operationId: 'putReturnInputs',
    tag: TAG,
    summary: 'Enter what the ledger cannot know of a return: cells, sections, measures, signatures',
    access: ['operator'],
    params: YearOnly,
    query: Nothing,
    body: jsonBody(ReturnInputsBody),
    answers: {
      200: jsonAnswer('Kept as the next version, or the same as the newest', ReturnInputsAnswer),
    },
    refusals: [409],
    async handle({ params: { year }, body, caller, context }) {
      const put = await putReturnInputs(year, inputsOrder(body), caller.by);
      if (put.outcome === 'conflict' || put.outcome === 'invalid') {
        return refuse(context, problemOfRefusal(put));
      }
      const read = await readReturnInputs(year);
      return read.outcome === 'found'
        ? context.json(read.view, OUTCOME_STATUSES[put.outcome])
        : refuse(context, problemOfRefusal(read));
    },
  }),
];
