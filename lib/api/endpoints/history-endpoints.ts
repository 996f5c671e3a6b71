import { jsonBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { HistoryHeadsAnswer, HistoryHeadsBody, historyHeadsAnswer } from '../schemas/history-heads.ts';
import { Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

/** What the verifier of a return asks of a running ledger. */
export const historyEndpoints = ({ checkHeads }: Pick<UseCases, 'checkHeads'>): readonly Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/v1/history-heads',
    operationId: 'checkHistoryHeads',
    tag: 'returns',
    summary: 'Tell which of these heads the histories of today do not go through any more',
    access: ['operator', 'auditor'],
    params: Nothing,
    query: Nothing,
    body: jsonBody(HistoryHeadsBody),
    answers: { 200: jsonAnswer('The heads that were not found', HistoryHeadsAnswer) },
    async handle({ body: { heads }, context }) {
      return context.json(historyHeadsAnswer(await checkHeads(heads)));
    },
  }),
];
