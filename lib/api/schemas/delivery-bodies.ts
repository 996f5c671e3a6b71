import { z } from '@hono/zod-openapi';
import type { RedriveOrder } from '../../usecases/redrive-amendment.ts';
import { distinct, line, optionalLine, Sha256 } from './text.ts';

/** What a person reports about a copy that went up; whether it may be so, the use case judges. */
const ReceiptReport = z
  .strictObject({
    takenDown: z.literal(false).optional(),
    url: optionalLine(2000),
    place: optionalLine(200).openapi({ description: 'Where there is no page: 公告栏, 电子屏, 查阅处.' }),
    evidence: distinct(Sha256, 0, 20)
      .default([])
      .openapi({ description: 'Photographs or scans, uploaded as attachments.' }),
    remoteId: optionalLine(200),
    publicAt: line(40).nullable().default(null).openapi({
      description:
        'When the public could first read it; a day or a time, the moment of the first report where it is left out.',
    }),
    edition: z.int().min(1).openapi({ description: 'The edition that went up.' }),
  })
  .openapi('ReceiptReport', {
    example: {
      url: 'https://www.example.cn/xxgk/202611/t1.html',
      publicAt: '2026-11-03T15:30:00+08:00',
      edition: 1,
    },
  });

/** What a person reports about a copy that had to go. */
const TakeDownReport = z
  .strictObject({
    takenDown: z.literal(true),
    edition: z
      .int()
      .min(1)
      .optional()
      .openapi({ description: 'Taken and not looked at: no edition is up any more.' }),
  })
  .openapi('TakeDownReport', { example: { takenDown: true } });

export const ReceiptBody = z.discriminatedUnion('takenDown', [ReceiptReport, TakeDownReport]);

export const RedriveBody = z
  .strictObject({
    reason: line(500),
    outcome: z.literal('not-there').nullable().default(null).openapi({
      description: 'Somebody looked: the channel has no copy. Needed where the outcome is unknown.',
    }),
  })
  .openapi('RedriveOrder', {
    example: { reason: '平台恢复后重新推送', outcome: 'not-there' },
  }) satisfies z.ZodType<RedriveOrder>;
