import { z } from '@hono/zod-openapi';
import { FORM_ROWS } from '../../domain/ledger-rows.ts';
import type { ChannelView } from '../../usecases/list-channels.ts';
import { ChannelId } from './text.ts';

const Time = z.string().openapi({ format: 'date-time' });

const ChannelAnswer = z
  .object({
    id: ChannelId,
    name: z.string(),
    kind: z.string(),
    formRow: z
      .enum(FORM_ROWS)
      .openapi({ description: 'The row of the statistics table that it falls into.' }),
    practice: z.boolean(),
    owed: z.int().openapi({
      description: 'Items that are still to be brought there; a lower bound where `owedIsAtLeast`.',
    }),
    owedIsAtLeast: z.boolean(),
    oldestOwedAt: Time.nullable(),
    liveSince: Time.nullable(),
    lastSuccessAt: Time.nullable(),
    outageUntil: Time.nullable().openapi({
      description: 'Until when nothing is sent, the channel being out of reach.',
    }),
  })
  .openapi('Channel') satisfies z.ZodType<ChannelView>;

export const ChannelListAnswer = z.object({ channels: z.array(ChannelAnswer) }).openapi('ChannelList');
