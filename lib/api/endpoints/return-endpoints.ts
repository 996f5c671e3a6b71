import { z } from '@hono/zod-openapi';
import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { downloadHeaders, standaloneHeaders } from '../file-headers.ts';
import { fileAnswer, jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { problemOf, refuse } from '../problem.ts';
import { ReturnAnswer, ReturnListAnswer, returnAnswer } from '../schemas/return-answer.ts';
import { line, Nothing, wholeNumber, Year } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'returns';
const YearOnly = z.strictObject({ year: Year });
const ReturnFile = z.strictObject({ year: Year, revision: wholeNumber(1, 999_999), file: line(100) });

/** The yearly return (年报、统计表). */
export const returnEndpoints = ({
  buildReturn,
  listReturns,
  readReturnFile,
}: Pick<UseCases, 'buildReturn' | 'listReturns' | 'readReturnFile'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/returns/{year}',
    operationId: 'listReturns',
    tag: TAG,
    summary: 'List what was built for a year, oldest first',
    access: ['operator', 'auditor'],
    params: YearOnly,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('The revisions with their files', ReturnListAnswer) },
    async handle({ params: { year }, context }) {
      const records = await listReturns(year);
      return context.json({ year, returns: records.map(returnAnswer) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/returns/{year}',
    operationId: 'buildReturn',
    tag: TAG,
    summary: 'Build a draft of the return',
    access: ['operator'],
    params: YearOnly,
    query: Nothing,
    body: noBody,
    answers: { 201: jsonAnswer('Built as the next revision', ReturnAnswer) },
    async handle({ params: { year }, caller, context }) {
      const built = await buildReturn(year, caller.by);
      if (built.outcome === 'invalid') return refuse(context, problemOfRefusal(built));
      return context.json(returnAnswer(built.record), OUTCOME_STATUSES.built);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/returns/{year}/{revision}/{file}',
    operationId: 'readReturnFile',
    tag: TAG,
    summary: 'Read a file of a return: report.html, data.json or evidence.csv',
    access: ['operator', 'auditor'],
    params: ReturnFile,
    query: Nothing,
    body: noBody,
    answers: { 200: fileAnswer('The file', ['text/html', 'application/json', 'text/csv']) },
    refusals: [404],
    async handle({ params: { year, revision, file: name }, context }) {
      const shown = FILES.find((known) => name.endsWith(known.extension));
      const file = shown && (await readReturnFile({ year, revision, name }));
      if (shown === undefined || file === undefined) return refuse(context, problemOf('not-found'));
      return context.body(Buffer.from(file.bytes), 200, {
        ...(shown.inline ? standaloneHeaders(name) : downloadHeaders(name)),
        'Content-Type': shown.mediaType,
      });
    },
  }),
];

// The type follows from the name, not from the store, so that nothing is ever shown as what it is not.
const FILES = [
  { extension: '.html', mediaType: 'text/html; charset=utf-8', inline: true },
  { extension: '.json', mediaType: 'application/json', inline: false },
  { extension: '.csv', mediaType: 'text/csv; charset=utf-8', inline: false },
] as const;
