import * as z from 'zod';
import { FORM_ROWS } from '../domain/ledger-rows.ts';

const ID = /^[a-z][a-z0-9-]{0,31}$/;
const ID_FORM =
  '只能含小写字母、数字和连字符，以字母开头，最多 32 个字符。Lower-case letters, digits and hyphens, beginning with a letter, at most 32.';

/** `HH:mm`. */
const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '应为时刻，如 22:00。It has to be a time of the day, such as 22:00.');

/** One entry of `config/channels.json`; what a kind needs beyond this stands in `settings`, checked by that kind. */
export const ChannelDefinition = z.strictObject({
  id: z.string().regex(ID, ID_FORM),
  /** What clerks and the public call it; imports may use it in place of the id. */
  name: z.string().min(1).max(50),
  kind: z.string().regex(ID, ID_FORM),
  formRow: z.enum(FORM_ROWS).default('website'),
  /** Not a real channel: its live deliveries are marked 演练 and left out of a filed return. */
  practice: z.boolean().default(false),
  /** Columns (栏目) by the item's area, topic or genre; the first that matches is taken, in this order. */
  columns: z
    .strictObject({
      genre: z.record(z.string(), z.string()).default({}),
      topic: z.record(z.string(), z.string()).default({}),
      area: z.record(z.string(), z.string()).default({}),
      otherwise: z.string().nullable().default(null),
    })
    .default({ genre: {}, topic: {}, area: {}, otherwise: null }),
  /** Deliveries under way at once. */
  concurrency: z.int().min(1).max(200).default(8),
  /** Milliseconds one call may take; the lease is longer. */
  timeout: z.int().min(100).max(45_000).default(20_000),
  /** Milliseconds after sending until a look-up can be believed. */
  settleTime: z.int().min(0).max(86_400_000).default(60_000),
  /** `wait`: the channel's editors take nothing on holidays; deliveries wait for a working day and use up no attempt. */
  holidays: z.enum(['deliver', 'wait']).default('deliver'),
  /** Hours of the day (Asia/Shanghai) in which nothing new is sent, over midnight where `to` is the earlier; uses up no attempt. */
  quietHours: z
    .strictObject({ from: TimeOfDay, to: TimeOfDay })
    .refine(({ from, to }) => from !== to, {
      path: ['to'],
      message: '不能与 from 相同。It has to be another time than from.',
    })
    .nullable()
    .default(null),
  /** Working days after which what was handed over and is not yet public is reminded of. */
  remindAfter: z.int().min(1).max(60).default(3),
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type ChannelDefinition = z.infer<typeof ChannelDefinition>;

export const ChannelsFile = z
  .strictObject({ $comment: z.string().optional(), channels: z.array(ChannelDefinition).min(1).max(32) })
  .superRefine(({ channels }, context) => {
    for (const key of ['id', 'name'] as const) {
      const seen = new Set<string>();
      channels.forEach((channel, index) => {
        if (seen.has(channel[key])) {
          context.addIssue({
            code: 'custom',
            path: ['channels', index, key],
            message: `重复，每个渠道的 ${key} 须不同。It occurs twice; each channel has its own ${key}.`,
          });
        }
        seen.add(channel[key]);
      });
    }
    const ids = new Set(channels.map(({ id }) => id));
    channels.forEach(({ id, name }, index) => {
      if (name === id || !ids.has(name)) return;
      context.addIssue({
        code: 'custom',
        path: ['channels', index, 'name'],
        message: `与另一渠道的 id 相同，导入时无法区分。It is the id of another channel, which an import could not tell apart.`,
      });
    });
  });
