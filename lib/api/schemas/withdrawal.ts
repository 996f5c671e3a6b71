import { z } from '@hono/zod-openapi';
import { WITHDRAWAL_CAUSES } from '../../domain/ledger-rows.ts';
import type { WithdrawItemOrder } from '../../usecases/withdraw-item.ts';
import { FIELDS, Reason } from './submission-fields.ts';
import { optionalLine } from './text.ts';

/** An order to take an item back; what it means for the item as it stands, the domain judges. */
export const WithdrawalBody = z
  .strictObject({
    cause: z.enum(WITHDRAWAL_CAUSES).openapi({
      description:
        '`leak` seals the item: its content is erased everywhere, for ever. What went out in `error` is not counted.',
    }),
    reason: Reason,
    notice: optionalLine(500).openapi({
      description: 'What the public reads in its place, where a channel can show it.',
    }),
    approvals: FIELDS.approvals.default([]).openapi({
      description: 'Of the withdrawal. They may follow: send the same cause again with them.',
    }),
    ifGeneration: z.int().min(1).nullable().default(null).openapi({
      description: 'The generation that was read; 409 where the item has another by now.',
    }),
  })
  .openapi('Withdrawal', {
    example: {
      cause: 'error',
      reason: '误将内部测试稿发布',
      notice: '本页内容有误，已撤下。',
      approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: '2026-11-04T09:00:00+08:00' }],
    },
  }) satisfies z.ZodType<WithdrawItemOrder>;
