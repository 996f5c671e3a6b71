import { z } from '@hono/zod-openapi';
import { instantOf } from '../../domain/shanghai-time.ts';
import type { RuleName } from './rules.ts';
import { Cursor, optional, Sha256 } from './text.ts';

const dateRule: RuleName = 'date-form';

export const UploadQuery = z.strictObject({
  since: optional(
    z
      .string()
      .refine((text) => instantOf(text) !== undefined, dateRule)
      .openapi({
        example: '2026-11-03T10:00:00+08:00',
        description:
          'Only what was handed over at this day or time or later, so that nothing is uploaded twice.',
      }),
  ),
  cursor: optional(Cursor),
});

const Rows = z.array(
  z.object({
    row: z.int().openapi({ description: 'As a spreadsheet numbers it; the headings are row 1.' }),
    reasons: z.array(z.string()),
    items: z.array(Sha256).openapi({ description: 'The items that the row may be about.' }),
  }),
);

export const ReceiptsAnswer = z
  .object({
    rows: z.int(),
    recorded: z.int(),
    unchanged: z.int().openapi({ description: 'Rows that tell what the ledger has already.' }),
    notPublic: z
      .int()
      .openapi({ description: 'Rows whose state says that the public cannot read them yet.' }),
    unmatched: Rows,
    ambiguous: Rows,
    rejected: Rows,
  })
  .openapi('ReceiptsReport', {
    example: {
      rows: 62,
      recorded: 60,
      unchanged: 0,
      notPublic: 1,
      unmatched: [{ row: 17, reasons: ['台账中没有该渠道的对应信息。'], items: [] }],
      ambiguous: [],
      rejected: [],
    },
  });
