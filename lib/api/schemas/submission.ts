import { z } from '@hono/zod-openapi';
import type { Submission } from '../../domain/item.ts';
import { SUBMISSION_EXAMPLE } from './submission-example.ts';
import { Acknowledge, FIELDS } from './submission-fields.ts';

/** An item as posted; parsed, it is the domain's submission with every default filled in. */
export const SubmissionSchema = z
  .strictObject({
    ...FIELDS,
    documentNumber: FIELDS.documentNumber.default(null),
    occurrence: FIELDS.occurrence.default(null),
    unit: FIELDS.unit.default(null),
    topic: FIELDS.topic.default(null),
    genre: FIELDS.genre.default(null),
    kind: FIELDS.kind.default('document'),
    origin: FIELDS.origin.default('own'),
    area: FIELDS.area.default(null),
    importance: FIELDS.importance.default('ordinary'),
    attachments: FIELDS.attachments.default([]),
    relations: FIELDS.relations.default([]),
    consulted: FIELDS.consulted.default([]),
    columns: FIELDS.columns.default({}),
    publishAt: FIELDS.publishAt.default(null),
    acknowledge: Acknowledge,
  })
  .openapi('Submission', { example: SUBMISSION_EXAMPLE }) satisfies z.ZodType<Submission>;
