import { z } from '@hono/zod-openapi';
import { FORM_ROWS } from '../../domain/ledger-rows.ts';
import type { ChannelView } from '../../usecases/list-channels.ts';
import type { PauseView } from '../../usecases/pause-channel.ts';
import { ChannelId } from './text.ts';

const Time = z.string().openapi({ format: 'date-time' });

export const Paused = z
  .object({ at: Time, by: z.string(), reason: z.string() })
  .openapi('Pause') satisfies z.ZodType<PauseView>;

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
      description:
        'Items that are still to be brought there, without those whose time has not come; a lower bound where `owedIsAtLeast`.',
    }),
    owedIsAtLeast: z.boolean(),
    oldestOwedAt: Time.nullable(),
    embargoed: z.int().openapi({ description: 'Items whose time of publication has not come.' }),
    waiting: z
      .object({
        parked: z.int(),
        unknown: z.int(),
        altered: z.int(),
        missing: z.int(),
        reappeared: z.int(),
        'handed-over': z.int(),
      })
      .openapi({
        description:
          'Deliveries that wait for a person, by the reason; lower bounds where `waitingIsAtLeast`. See /v1/waiting.',
      }),
    waitingIsAtLeast: z.boolean(),
    paused: Paused.nullable().openapi({ description: 'Who stopped the channel, since when and why.' }),
    liveSince: Time.nullable(),
    lastSuccessAt: Time.nullable(),
    outageUntil: Time.nullable().openapi({
      description: 'Until when nothing is sent, the channel being out of reach.',
    }),
  })
  .openapi('Channel') satisfies z.ZodType<ChannelView>;

export const ChannelListAnswer = z.object({ channels: z.array(ChannelAnswer) }).openapi('ChannelList');
