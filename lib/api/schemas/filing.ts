import { z } from '@hono/zod-openapi';
import type { FilingOrder } from '../../usecases/file-return.ts';
import { Acknowledge, FIELDS } from './submission-fields.ts';
import { line, optionalLine } from './text.ts';

/** More than the codes of all findings. */
const MOST_CODES = 200;

const Publication = z
  .strictObject({
    author: FIELDS.author,
    review: FIELDS.review,
    approvals: FIELDS.approvals,
    channels: FIELDS.channels,
    columns: FIELDS.columns.default({}),
    acknowledge: Acknowledge.openapi({ description: 'Codes of warnings about the report’s text.' }),
  })
  .openapi({
    description:
      'The report becomes an item of its own, its tables attached: with a secrecy review and approvals as any item.',
  });

/** A person files a draft that they have looked at. */
export const FilingBody = z
  .strictObject({
    revision: z.int().min(1).max(999_999).openapi({ description: 'The draft.' }),
    acknowledge: z
      .array(line(100))
      .max(MOST_CODES)
      .default([])
      .openapi({ description: 'Codes of the warnings that you accept; errors cannot be accepted.' }),
    reason: optionalLine(500).openapi({
      description: 'Needed where the year was filed before: why it is amended.',
    }),
    publish: Publication.nullable().default(null),
  })
  .openapi('Filing') satisfies z.ZodType<FilingOrder>;
