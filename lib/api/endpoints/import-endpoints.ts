import { z } from '@hono/zod-openapi';
import { rawBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { ImportAnswer, ImportRunningAnswer } from '../schemas/import-answer.ts';
import { Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const MEDIA_TYPES = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

const Flag = z.enum(['true', 'false']).transform((flag) => flag === 'true');

/** Taking history in, for administrators only. */
export const importEndpoints = ({ importFile }: Pick<UseCases, 'importFile'>): readonly Endpoint[] => [
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
    refusals: [422],
    async handle({ query: { dryRun }, body, caller, context }) {
      const imported = await importFile({ ...body, by: caller.by, dryRun });
      if (imported.outcome === 'invalid') return refuse(context, problemOfRefusal(imported));
      const answer = imported.outcome === 'done' ? imported.report : { import: imported.import };
      return context.json(answer, OUTCOME_STATUSES[imported.outcome]);
    },
  }),
];
