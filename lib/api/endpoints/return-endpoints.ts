import { z } from '@hono/zod-openapi';
import type { FilingOutcome } from '../../usecases/file-return.ts';
import { jsonBody, noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { downloadHeaders, standaloneHeaders } from '../file-headers.ts';
import { fileAnswer, jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { type Problem, problemOf, refuse } from '../problem.ts';
import { FilingBody } from '../schemas/filing.ts';
import {
  FilingAnswer,
  filingAnswer,
  ReturnAnswer,
  ReturnListAnswer,
  returnAnswer,
} from '../schemas/return-answer.ts';
import { line, Nothing, wholeNumber, Year } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'returns';
const YearOnly = z.strictObject({ year: Year });
const ReturnFile = z.strictObject({ year: Year, revision: wholeNumber(1, 999_999), file: line(100) });

/** Seconds after which to ask again for what is under way. */
const ASK_AGAIN = '10';

/** The yearly return (年报、统计表). */
export const returnEndpoints = ({
  buildReturn,
  fileReturn,
  listReturns,
  readReturnFile,
  answerBytes,
}: Pick<UseCases, 'buildReturn' | 'fileReturn' | 'listReturns' | 'readReturnFile'> & {
  readonly answerBytes: number;
}): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/returns/{year}',
    operationId: 'listReturns',
    tag: TAG,
    summary: 'List what was built and filed for a year, oldest first, and what is being built',
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
    answers: {
      200: jsonAnswer('Nothing has changed: the newest draft', ReturnAnswer),
      201: jsonAnswer('Built as the next revision', ReturnAnswer),
      202: jsonAnswer('Under way; ask again after the seconds in Retry-After, or see the list', ReturnAnswer),
    },
    async handle({ params: { year }, caller, context }) {
      const built = await buildReturn(year, caller.by);
      if (built.outcome === 'invalid') return refuse(context, problemOfRefusal(built));
      if (built.outcome === 'running') context.header('Retry-After', ASK_AGAIN);
      return context.json(returnAnswer(built.record), OUTCOME_STATUSES[built.outcome]);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/returns/{year}/filing',
    operationId: 'fileReturn',
    tag: TAG,
    summary: 'File a draft as the return of the year, or as its next amendment, and publish it where asked',
    access: ['operator'],
    params: YearOnly,
    query: Nothing,
    body: jsonBody(FilingBody),
    answers: {
      200: jsonAnswer('The same had been filed; what was left of its publication is done', FilingAnswer),
      201: jsonAnswer('Filed as a revision of its own, without practice', FilingAnswer),
      202: jsonAnswer(
        'Under way; see the list after the seconds in Retry-After. Send it again for what is to be published',
        FilingAnswer,
      ),
    },
    refusals: [404, 409],
    async handle({ params: { year }, body, caller, context }) {
      const filed = await fileReturn(year, body, caller.by);
      switch (filed.outcome) {
        case 'filed':
        case 'already-filed':
          return context.json(filingAnswer(filed.record, filed.publication), OUTCOME_STATUSES[filed.outcome]);
        case 'running':
          context.header('Retry-After', ASK_AGAIN);
          return context.json(filingAnswer(filed.record, null), OUTCOME_STATUSES.running);
        case 'not-found':
        case 'conflict':
        case 'invalid':
          return refuse(context, problemOfFiling(filed));
      }
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/returns/{year}/{revision}/{file}',
    operationId: 'readReturnFile',
    tag: TAG,
    summary: 'Read a file of a return, such as report.html, statistics.docx, evidence.csv or manifest.json',
    access: ['operator', 'auditor'],
    params: ReturnFile,
    query: Nothing,
    body: noBody,
    answers: { 200: fileAnswer('The file', [...new Set(Object.values(MEDIA_TYPES).map(bareType))]) },
    refusals: [404, 413],
    async handle({ params: { year, revision, file: name }, context }) {
      const mediaType = mediaTypeOf(name);
      const file = mediaType === undefined ? undefined : await readReturnFile({ year, revision, name });
      if (mediaType === undefined || file === undefined) return refuse(context, problemOf('not-found'));
      if (file.size > answerBytes) {
        await file.close();
        return refuse(context, problemOf('file-too-large'));
      }
      return context.body(ReadableStream.from(file.chunks), 200, {
        ...(name.endsWith('.html') ? standaloneHeaders(name) : downloadHeaders(name)),
        'Content-Type': mediaType,
        'Content-Length': String(file.size),
      });
    },
  }),
];

const problemOfFiling = (
  refusal: Extract<FilingOutcome, { readonly outcome: 'not-found' | 'conflict' | 'invalid' }>,
): Problem => {
  const problem = problemOfRefusal(refusal);
  if (refusal.outcome !== 'invalid' || refusal.findings.length === 0) return problem;
  return { ...problem, extensions: { findings: refusal.findings } };
};

const OFFICE_OPEN_XML = 'application/vnd.openxmlformats-officedocument';

// The type follows from the name, not from the store, so that nothing is ever shown as what it is not.
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.docx': `${OFFICE_OPEN_XML}.wordprocessingml.document`,
  '.xlsx': `${OFFICE_OPEN_XML}.spreadsheetml.sheet`,
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.pem': 'text/plain; charset=utf-8',
  '.sig': 'application/octet-stream',
  // SHA256SUMS, as `sha256sum -c` knows it, has no extension.
  '': 'text/plain; charset=utf-8',
};

const mediaTypeOf = (name: string): string | undefined => {
  const dot = name.lastIndexOf('.');
  const extension = dot === -1 ? '' : name.slice(dot);
  return Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension] : undefined;
};

const bareType = (mediaType: string): string => mediaType.split(';')[0] ?? mediaType;
