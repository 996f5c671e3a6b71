import { z } from '@hono/zod-openapi';
import { jsonBody, noBody, rawBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { problemOf, refuse } from '../problem.ts';
import {
  ImportAnswer,
  ImportDetailAnswer,
  ImportRunningAnswer,
  VoidAnswer,
  VoidBody,
} from '../schemas/import-answer.ts';
import { Nothing, wholeNumber } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const MEDIA_TYPES = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

const Flag = z.enum(['true', 'false']).transform((flag) => flag === 'true');

const Import = z.strictObject({ number: wholeNumber(1, 999_999_999) });

/** Taking history in, and taking an import back, for administrators only. */
export const importEndpoints = ({
  importFile,
  readImport,
  voidImport,
}: Pick<UseCases, 'importFile' | 'readImport' | 'voidImport'>): readonly Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/v1/imports',
    operationId: 'importFile',
    tag: 'imports',
    summary: 'Import publications from a CSV or xlsx file; the same file again changes nothing',
    access: ['admin'],
    params: Nothing,
    query: z.strictObject({
      dryRun: Flag.default(false).openapi({ description: 'Tell what would come of it and change nothing.' }),
    }),
    body: rawBody(MEDIA_TYPES),
    answers: {
      200: jsonAnswer('Done', ImportAnswer),
      202: jsonAnswer('Under way; post the same file again to see how it ended', ImportRunningAnswer),
    },
    refusals: [409, 422],
    async handle({ query: { dryRun }, body, caller, context }) {
      const imported = await importFile({ ...body, by: caller.by, dryRun });
      if (imported.outcome === 'invalid' || imported.outcome === 'conflict')
        return refuse(context, problemOfRefusal(imported));
      const answer = imported.outcome === 'done' ? imported.report : { import: imported.import };
      return context.json(answer, OUTCOME_STATUSES[imported.outcome]);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/imports/{number}',
    operationId: 'readImport',
    tag: 'imports',
    summary: 'What came of an import, and whether it still holds',
    access: ['admin'],
    params: Import,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('The import', ImportDetailAnswer) },
    refusals: [404],
    async handle({ params: { number }, context }) {
      const found = await readImport(number);
      return found === undefined ? refuse(context, problemOf('not-found')) : context.json(found);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/imports/{number}/void',
    operationId: 'voidImport',
    tag: 'imports',
    summary: 'Take an import back: what only it said counts no more, and a corrected file can come',
    access: ['admin'],
    params: Import,
    query: Nothing,
    body: jsonBody(VoidBody),
    answers: {
      200: jsonAnswer('Done', VoidAnswer),
      202: jsonAnswer('Under way; read the import to see when it is void', ImportRunningAnswer),
    },
    refusals: [404, 409],
    async handle({ params: { number }, body, caller, context }) {
      const voided = await voidImport(number, body, caller.by);
      if (voided.outcome === 'done') return context.json(voided.report, OUTCOME_STATUSES.done);
      if (voided.outcome === 'running')
        return context.json({ import: voided.import }, OUTCOME_STATUSES.running);
      return refuse(context, problemOfRefusal(voided));
    },
  }),
];
