import { z } from '@hono/zod-openapi';
import { APPROVER_ROLES } from '../../domain/item.ts';
import { DELIVERY_STATES, ITEM_STATES, WITHDRAWAL_CAUSES } from '../../domain/ledger-rows.ts';
import { DECISIONS } from '../../domain/relations/decision.ts';
import type { DeliveryView, ItemView } from '../../usecases/item-view.ts';
import { ConfirmationAnswer } from './confirmation.ts';
import { ViolationSchema } from './problem-schema.ts';
import { ChannelId, Sha256 } from './text.ts';

const Time = z.string().openapi({ format: 'date-time', example: '2026-11-03T10:00:05+08:00' });
const Day = z.string().openapi({ format: 'date', example: '2026-11-30' });

const ReceiptAnswer = z
  .object({
    remoteId: z.string().nullable(),
    url: z.string().nullable(),
    place: z.string().nullable(),
    evidence: z.array(Sha256),
  })
  .openapi('Receipt');

const DeliveryAnswer = z
  .object({
    channel: ChannelId,
    state: z.enum(DELIVERY_STATES),
    generation: z.int(),
    edition: z.int(),
    attempts: z.int(),
    nextAttemptAt: Time.nullable(),
    reason: z.string().nullable(),
    receipt: ReceiptAnswer.nullable(),
    publicAt: Time.nullable(),
    basis: z.enum(['channel', 'page', 'stated']).nullable().openapi({
      description: 'How the public time became known; `stated` by a person.',
    }),
    confirmation: ConfirmationAnswer.nullable(),
    confirmAt: Time.nullable().openapi({ description: 'When the public copy is read back next.' }),
    withdrawal: z.enum(['withdrawn', 'error']).nullable().openapi({
      description:
        'How the count is told of a copy that was taken down; one that went out in `error` is not counted.',
    }),
    takingDown: z.boolean().openapi({ description: 'Asked to be taken down, and not known to be down.' }),
    practice: z.boolean(),
    imported: z.boolean(),
  })
  .openapi('Delivery') satisfies z.ZodType<DeliveryView>;

const ApprovalAnswer = z.object({
  role: z.enum(APPROVER_ROLES),
  name: z.string(),
  approvedAt: z.string(),
  evidence: z.array(Sha256),
});

const ITEM_MEMBERS = {
  id: Sha256,
  number: z.string().nullable().openapi({ example: '2026-0078' }),
  contentHash: Sha256,
  edition: z.int(),
  generation: z.int(),
  state: z.enum(ITEM_STATES),
  voided: z
    .object({ import: z.int(), reason: z.string(), at: Time, by: z.string() })
    .nullable()
    .openapi({ description: 'Set for an item that only a voided import brought.' }),
  withdrawal: z
    .object({
      cause: z.enum(WITHDRAWAL_CAUSES),
      reason: z.string(),
      notice: z.string().nullable(),
      at: Time,
      by: z.string(),
      approvals: z.array(ApprovalAnswer),
      approved: z.boolean().openapi({
        description: 'False: the approval of somebody who may decide has still to follow; see /v1/waiting.',
      }),
    })
    .nullable()
    .openapi({ description: 'Who took it back, when and why; null for a live item.' }),
  seal: z
    .object({
      at: Time,
      by: z.string(),
      reason: z.string(),
      erasedAt: Time.nullable().openapi({ description: 'When the erasure was complete; null until then.' }),
    })
    .nullable()
    .openapi({ description: 'Set for an item whose content is erased for ever.' }),
  channels: z.array(ChannelId),
  owed: z.array(ChannelId).openapi({ description: 'Channels whose copy is not in line with the item yet.' }),
  dueOn: Day.nullable(),
  late: z.boolean(),
  similar: z.array(z.object({ id: Sha256, title: z.string(), documentNumber: z.string().nullable() })),
  warnings: z.array(ViolationSchema),
  houseStyle: z.array(
    z.object({
      code: z.string(),
      count: z.int(),
      message: ViolationSchema.shape.message,
    }),
  ),
  deliveries: z.array(DeliveryAnswer),
};

/** What every call about one item answers. */
export const ItemAnswer = z
  .object({
    ...ITEM_MEMBERS,
    differs: z.array(z.string()).optional().openapi({
      description: 'Pointers to metadata that differ from what is kept, where the content was seen before.',
    }),
    keptFiles: z.array(Sha256).optional().openapi({
      description: 'Of a withdrawal that seals: files that stay because another item shows them.',
    }),
  })
  .openapi('Item') satisfies z.ZodType<ItemView>;

/** The same with what was posted and what happened since. */
export const ItemDetailAnswer = z
  .object({
    ...ITEM_MEMBERS,
    item: z.record(z.string(), z.unknown()).openapi({ description: 'The item as it was posted.' }),
    editions: z.array(
      z.object({
        edition: z.int(),
        contentHash: Sha256,
        copyHash: Sha256,
        recordedAt: Time,
        by: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    mergedWith: z.array(Sha256).openapi({ description: 'Items that are one with it by a decision.' }),
    decisions: z.array(
      z.object({
        with: Sha256,
        decision: z.enum(DECISIONS),
        at: Time,
        by: z.string(),
        reason: z.string(),
        hash: Sha256,
      }),
    ),
    history: z.array(
      z.object({
        at: Time,
        by: z.string(),
        what: z.string(),
        why: z.string().nullable(),
        channel: ChannelId.nullable(),
        hash: Sha256,
      }),
    ),
  })
  .openapi('ItemDetail');
