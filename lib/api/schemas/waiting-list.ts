import { z } from '@hono/zod-openapi';
import { TIMELINESS_STATES } from '../../domain/timeliness.ts';
import { WAITING_REASONS } from '../../domain/waiting.ts';
import type { WaitingList, WaitingTotal, WaitingView } from '../../usecases/list-waiting.ts';
import { ChannelId, Cursor, optional, Sha256, wholeNumber } from './text.ts';

const Time = z.string().openapi({ format: 'date-time' });
const Day = z.string().openapi({ format: 'date' });
const Reason = z.enum(WAITING_REASONS);

export const WaitingQuery = z.strictObject({
  reason: optional(Reason),
  channel: optional(ChannelId),
  cursor: optional(Cursor),
  limit: optional(wholeNumber(1, 500)),
});

const WaitingAnswer = z
  .object({
    reason: Reason,
    channel: ChannelId.nullable().openapi({ description: 'Null for what concerns the item as a whole.' }),
    channelName: z.string(),
    takeDown: z.boolean().openapi({ description: 'It is about taking a copy down.' }),
    item: z.object({
      id: Sha256,
      number: z.string().nullable(),
      title: z.string(),
      edition: z.int(),
      dueOn: Day.nullable().openapi({ description: 'The last day for its disclosure.' }),
      timeliness: z
        .enum(TIMELINESS_STATES)
        .nullable()
        .openapi({ description: 'Not public anywhere yet, and late or soon due.' }),
    }),
    since: Time,
    remindOn: Day.nullable().openapi({
      description: 'Of what was handed over: the working day from which on it is reminded of.',
    }),
    overdue: z.boolean(),
    why: z.string().nullable(),
    url: z.string().nullable(),
  })
  .openapi('Waiting') satisfies z.ZodType<WaitingView>;

const TotalAnswer = z.object({
  reason: Reason,
  channel: ChannelId.nullable(),
  channelName: z.string(),
  count: z.int(),
  oldestSince: Time,
}) satisfies z.ZodType<WaitingTotal>;

export const WaitingListAnswer = z
  .object({
    waiting: z.array(WaitingAnswer),
    nextCursor: z.string().nullable().openapi({
      description: 'Only null is the end: a page may hold fewer than were asked for.',
    }),
    totals: z.array(TotalAnswer).openapi({ description: 'All that wait, whatever was asked for.' }),
    totalsAreAtLeast: z.boolean(),
    openSuspects: z.int().openapi({
      description:
        'Pairs in /v1/suspects that nobody has decided about; a lower bound where `openSuspectsAreAtLeast`.',
    }),
    openSuspectsAreAtLeast: z.boolean(),
  })
  .openapi('WaitingList') satisfies z.ZodType<WaitingList>;
