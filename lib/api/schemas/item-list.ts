import { z } from '@hono/zod-openapi';
import { FIGURE_NAMES } from '../../domain/count/figure.ts';
import { DELIVERY_STATES, FORM_ROWS, ITEM_STATES } from '../../domain/ledger-rows.ts';
import type { RuleName } from './rules.ts';
import { ChannelId, Cursor, line, optional, Quarter, Sha256, wholeNumber, Year } from './text.ts';

const regionRule: RuleName = 'region-form';

// A plus sign that stands in an address as it is, and not as %2B, arrives as a space.
const ChannelSet = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}(?:[+ ][a-z][a-z0-9-]{0,31}){0,31}$/, regionRule)
  .transform((text) => text.split(/[+ ]/))
  .openapi({ type: 'string', example: 'portal+municipal' });

/** What to list; without `limit` a page is of 50, an export of everything. */
export const ItemListQuery = z.strictObject({
  q: optional(line(200).openapi({ description: 'Contained in the title or the document number.' })),
  channel: optional(
    ChannelId.openapi({
      description:
        'Items planned for this channel; beside a year (and no state) items public on it within the period.',
    }),
  ),
  state: optional(z.enum([...ITEM_STATES, ...DELIVERY_STATES])),
  year: optional(Year),
  quarter: optional(Quarter),
  region: optional(ChannelSet.openapi({ description: 'Items on exactly these channels within the period.' })),
  overlap: optional(
    ChannelSet.openapi({ description: 'Items on these channels at least within the period.' }),
  ),
  formRow: optional(z.enum(FORM_ROWS)),
  figure: optional(
    z.enum(FIGURE_NAMES).openapi({
      description: 'Opens a figure of the count of `year` into the items behind it.',
    }),
  ),
  cursor: optional(Cursor),
  limit: optional(wholeNumber(1, 1000)),
});

const Time = z.string().openapi({ format: 'date-time' });

export const ItemListAnswer = z
  .object({
    items: z.array(
      z.object({
        id: Sha256,
        number: z.string().nullable(),
        title: z.string(),
        documentNumber: z.string().nullable(),
        state: z.enum(ITEM_STATES),
        voided: z.int().nullable().openapi({
          description: 'The import that brought it, where that was voided.',
        }),
        acceptedAt: Time,
        dueOn: z.string().nullable(),
        late: z.boolean(),
        mergedWith: z.array(Sha256).openapi({
          description: 'Items that are one with it by a decision; a figure shows them all as this one.',
        }),
        deliveries: z.array(
          z.object({
            channel: ChannelId,
            state: z.enum(DELIVERY_STATES),
            publicAt: Time.nullable(),
            url: z.string().nullable(),
          }),
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('ItemList');
