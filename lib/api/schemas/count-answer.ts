import { z } from '@hono/zod-openapi';
import { GROUPINGS } from '../../domain/count/group-standings.ts';
import { FORM_ROWS } from '../../domain/ledger-rows.ts';
import { COUNT_EXAMPLE } from './count-example.ts';
import { ViolationSchema } from './problem-schema.ts';
import { ChannelId } from './text.ts';

const Items = z.int().min(0);
const Day = z.string().openapi({ format: 'date' });
const ChannelSets = z.array(z.object({ channels: z.array(ChannelId), items: Items }));

/** A year's or a quarter's figures. */
export const CountAnswer = z
  .object({
    year: z.int(),
    quarter: z.int().min(1).max(4).optional(),
    total: Items.openapi({ description: 'The same content through several channels is one.' }),
    published: Items,
    firstPublishedEarlier: Items,
    channels: z.record(ChannelId, Items).openapi({ description: 'They overlap: their sum is no total.' }),
    regions: ChannelSets.openapi({ description: 'Disjoint: items on exactly these channels.' }),
    overlaps: ChannelSets.openapi({ description: 'Items on at least these channels.' }),
    formRows: z.partialRecord(z.enum(FORM_ROWS), Items),
    reposts: Items,
    withdrawn: Items,
    withdrawnAsError: Items,
    late: Items,
    importedDeliveries: Items,
    practiceDeliveries: Items,
    unknown: z
      .array(
        z.object({
          channel: ChannelId,
          from: Day,
          through: Day,
          nothingKnown: z.boolean().openapi({
            description: 'Nothing is known to have been public there in the period: its 0 is no figure.',
          }),
          message: ViolationSchema.shape.message,
        }),
      )
      .openapi({ description: 'Days that the figures leave out, because no import tells of them.' }),
    policies: z.object({ countReposts: z.boolean() }),
    by: z.enum(GROUPINGS).optional(),
    groups: z
      .array(
        z.object({
          value: z.string().nullable(),
          total: Items,
          published: Items,
          firstPublishedEarlier: Items,
        }),
      )
      .optional(),
  })
  .openapi('Count', { example: COUNT_EXAMPLE });
