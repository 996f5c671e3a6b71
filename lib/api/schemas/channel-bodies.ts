import { z } from '@hono/zod-openapi';
import { DELIVERY_WAITING_REASONS } from '../../domain/waiting.ts';
import type { PauseOrder } from '../../usecases/pause-channel.ts';
import type { ChannelRedriveOrder } from '../../usecases/redrive-channel.ts';
import { Paused } from './channel-list-answer.ts';
import { ChannelId, Cursor, distinct, line } from './text.ts';

export const PauseBody = z
  .strictObject({ reason: line(500) })
  .openapi('PauseOrder', { example: { reason: '平台停机维护至周五' } }) satisfies z.ZodType<PauseOrder>;

export const PauseAnswer = z
  .object({ channel: ChannelId, paused: Paused.nullable() })
  .openapi('ChannelPaused');

export const ResumeAnswer = z
  .object({
    channel: ChannelId,
    paused: Paused.nullable(),
    nudged: z.int().openapi({
      description: 'Deliveries that are looked at within seconds; the others are within some minutes.',
    }),
  })
  .openapi('ChannelResumed');

export const ChannelRedriveBody = z
  .strictObject({
    reason: line(500),
    outcome: z.literal('not-there').nullable().default(null).openapi({
      description: 'Somebody looked: the channel has no copy of any of them. Needed for `unknown`.',
    }),
    states: distinct(z.enum(DELIVERY_WAITING_REASONS), 1, DELIVERY_WAITING_REASONS.length)
      .default(['parked'])
      .openapi({ description: 'Which of the deliveries that wait for a person.' }),
    cursor: Cursor.nullable().default(null),
    limit: z.int().min(1).max(1000).default(500).openapi({
      description: 'Deliveries looked at by this call at the most.',
    }),
  })
  .openapi('ChannelRedriveOrder', {
    example: { reason: '平台恢复，重新推送', states: ['parked'] },
  }) satisfies z.ZodType<ChannelRedriveOrder>;

export const ChannelRedriveAnswer = z
  .object({
    redriven: z.int(),
    left: z.int().openapi({ description: 'Left as they were; the first of them are named.' }),
    named: z.array(
      z.object({
        item: z.string(),
        violation: z.object({
          code: z.string(),
          pointer: z.string(),
          message: z.object({ zh: z.string(), en: z.string() }),
        }),
      }),
    ),
    nextCursor: z.string().nullable().openapi({
      description: 'Where it is not null, more may wait: make the same call with it.',
    }),
  })
  .openapi('ChannelRedriven');
