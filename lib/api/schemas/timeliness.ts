import { z } from '@hono/zod-openapi';
import { DELIVERY_STATES } from '../../domain/ledger-rows.ts';
import { TIMELINESS_STATES } from '../../domain/timeliness.ts';
import type { TimelinessList, TimelinessView } from '../../usecases/list-timeliness.ts';
import { ChannelId, Cursor, optional, Sha256, wholeNumber, Year } from './text.ts';

const Day = z.string().openapi({ format: 'date' });
const State = z.enum(TIMELINESS_STATES);

export const TimelinessQuery = z.strictObject({
  state: State.openapi({ description: '`late` (逾期) or `soon` (临期).' }),
  year: optional(Year),
  within: optional(wholeNumber(0, 250)),
  cursor: optional(Cursor),
  limit: optional(wholeNumber(1, 200)),
});

const TimelinessAnswer = z
  .object({
    item: z.object({
      id: Sha256,
      number: z.string().nullable(),
      title: z.string(),
      topic: z.string().nullable(),
    }),
    dueOn: Day.openapi({ description: 'The last day for its disclosure.' }),
    provisional: z.boolean().openapi({
      description: 'It may still move: the holidays of some year on the way are not known for certain.',
    }),
    daysOver: z
      .int()
      .nullable()
      .openapi({ description: 'Of a late one: working days over, up to its first publication or today.' }),
    daysLeft: z
      .int()
      .nullable()
      .openapi({ description: 'Of one that is soon due: working days left after today; 0 on the last day.' }),
    firstPublicOn: Day.nullable(),
    missing: z
      .array(z.object({ channel: ChannelId, channelName: z.string(), state: z.enum(DELIVERY_STATES) }))
      .openapi({ description: 'Planned channels on which it is not public yet.' }),
  })
  .openapi('Timeliness') satisfies z.ZodType<TimelinessView>;

export const TimelinessListAnswer = z
  .object({
    state: State,
    today: Day,
    items: z.array(TimelinessAnswer),
    nextCursor: z.string().nullable().openapi({
      description: 'Only null is the end: a page may hold fewer than were asked for, or none.',
    }),
  })
  .openapi('TimelinessList') satisfies z.ZodType<TimelinessList>;
