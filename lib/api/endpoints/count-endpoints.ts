import { z } from '@hono/zod-openapi';
import { GROUPINGS } from '../../domain/count/group-standings.ts';
import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { CountAnswer } from '../schemas/count-answer.ts';
import { optional, Quarter, Year } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

/** The figures of a year. */
export const countEndpoints = ({ countYear }: Pick<UseCases, 'countYear'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/counts/{year}',
    operationId: 'countYear',
    tag: 'counts',
    summary: 'Count a year or a quarter: the same content through several channels is one item',
    access: 'any-role',
    params: z.strictObject({ year: Year }),
    query: z.strictObject({ quarter: optional(Quarter), by: optional(z.enum(GROUPINGS)) }),
    body: noBody,
    answers: { 200: jsonAnswer('The figures, each of which opens into its items', CountAnswer) },
    async handle({ params: { year }, query, context }) {
      return context.json(await countYear(year, query));
    },
  }),
];
