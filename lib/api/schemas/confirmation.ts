import { z } from '@hono/zod-openapi';
import { CONFIRMATION_RESULTS } from '../../domain/confirmation.ts';
import type { ConfirmationOrder } from '../../usecases/ask-confirmation.ts';
import type { ConfirmationView } from '../../usecases/item-view.ts';
import { ChannelId, line, Sha256 } from './text.ts';

const Time = z.string().openapi({ format: 'date-time', example: '2026-11-03T10:10:05+08:00' });

/** What reading a public copy back found last. */
export const ConfirmationAnswer = z
  .object({
    result: z.enum(CONFIRMATION_RESULTS).openapi({
      description:
        '`altered`, `missing` and `reappeared` wait for a person; `unreadable` says nothing about the copy. Of a withdrawn copy, `same` is that it is gone.',
    }),
    at: Time,
    since: Time.openapi({ description: 'The first of the looks in a row that found this.' }),
    detail: z
      .string()
      .nullable()
      .openapi({ description: 'What differs, why it could not be judged, or a time that was not believed.' }),
  })
  .openapi('Confirmation') satisfies z.ZodType<ConfirmationView>;

export const ConfirmationBody = z
  .strictObject({
    sample: z
      .int()
      .min(1)
      .max(200)
      .default(20)
      .openapi({ description: 'Copies to read back, chosen at random among those public on the channel.' }),
    reason: line(500).nullable().default(null),
  })
  .openapi('ConfirmationOrder', {
    example: { sample: 50, reason: '年报报送前抽查' },
  }) satisfies z.ZodType<ConfirmationOrder>;

export const SampleAnswer = z
  .object({
    channel: ChannelId,
    asked: z.int().openapi({ description: 'Fewer than asked for where the channel shows no more.' }),
    items: z.array(Sha256),
  })
  .openapi('ConfirmationSample');
