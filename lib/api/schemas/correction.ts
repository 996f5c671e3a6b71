import { z } from '@hono/zod-openapi';
import type { CorrectionOrder } from '../../usecases/correct-item.ts';
import type { RepublicationOrder } from '../../usecases/republish-item.ts';
import { Acknowledge, FIELDS, Reason } from './submission-fields.ts';

/** What may be said otherwise of an item that is there; what is left out stays as it is. */
const CHANGED_FIELDS = {
  ...z.strictObject(FIELDS).partial().shape,
  channels: FIELDS.channels.optional().openapi({
    description: 'The complete new plan; the copies on channels that it leaves out are taken down.',
  }),
  acknowledge: Acknowledge,
  reason: Reason,
};

/** A change of content, layout, metadata or plan. */
export const CorrectionBody = z
  .strictObject({
    ...CHANGED_FIELDS,
    ifGeneration: z.int().min(1).nullable().default(null).openapi({
      description: 'The generation that was read; 409 where the item has another by now.',
    }),
  })
  .openapi('Correction', {
    description:
      'Members that are left out stay as they are. New words need `review` and `approvals` anew; layout, metadata and plan need none.',
    example: {
      title: '关于调整大厅夏季办公时间的通知',
      review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-04' },
      approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: '2026-11-04T09:00:00+08:00' }],
      reason: '标题漏字',
      ifGeneration: 1,
    },
  });

export const correctionOrder = ({
  channels,
  acknowledge,
  reason,
  ifGeneration,
  ...changes
}: z.output<typeof CorrectionBody>): CorrectionOrder => ({
  changes,
  channels: channels ?? null,
  acknowledge,
  reason,
  ifGeneration,
});

/** A withdrawn item again, with whatever is to be different. */
export const RepublicationBody = z
  .strictObject({ ...CHANGED_FIELDS, review: FIELDS.review, approvals: FIELDS.approvals })
  .openapi('Republication', {
    description: 'Review and approvals are new: neither may be before the withdrawal.',
    example: {
      review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-10' },
      approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: '2026-11-10T09:00:00+08:00' }],
      reason: '核实后可以公开',
    },
  });

export const republicationOrder = ({
  channels,
  acknowledge,
  reason,
  ...changes
}: z.output<typeof RepublicationBody>): RepublicationOrder => ({
  changes,
  channels: channels ?? null,
  acknowledge,
  reason,
});
