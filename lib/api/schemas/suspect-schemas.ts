import { z } from '@hono/zod-openapi';
import { SUSPICIONS } from '../../domain/import/grouping.ts';
import { ITEM_STATES } from '../../domain/ledger-rows.ts';
import { DECISIONS } from '../../domain/relations/decision.ts';
import { RESEMBLANCES } from '../../domain/relations/suspect.ts';
import type { DecisionOrder } from '../../usecases/relations/decide.ts';
import { SUSPECT_STATES, type SuspectView } from '../../usecases/relations/suspect-view.ts';
import { ChannelId, Cursor, IdOrNumber, line, optional, Sha256, wholeNumber } from './text.ts';

const Time = z.string().openapi({ format: 'date-time' });

export const SuspectListQuery = z.strictObject({
  state: z.enum(SUSPECT_STATES).default('open').openapi({
    description: 'What nobody decided yet, or what was decided: merged, or kept apart.',
  }),
  cursor: optional(Cursor),
  limit: optional(wholeNumber(1, 200)),
});

const SuspectItem = z.object({
  id: Sha256,
  number: z.string().nullable(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuer: z.string().nullable(),
  formedOn: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  imported: z.boolean(),
  acceptedAt: Time,
  publications: z.array(z.object({ channel: ChannelId, publicAt: Time, url: z.string().nullable() })),
});

export const SuspectAnswer = z
  .object({
    items: z.tuple([SuspectItem, SuspectItem]),
    state: z.enum(SUSPECT_STATES),
    reasons: z.array(z.object({ code: z.enum([...SUSPICIONS, ...RESEMBLANCES]), message: z.string() })),
    similarity: z.number().min(0).max(1).nullable(),
    differs: z
      .object({ onlyInFirst: z.array(z.string()), onlyInSecond: z.array(z.string()) })
      .nullable()
      .openapi({ description: 'Words that one of the two has and the other has not.' }),
    decisions: z.array(
      z.object({ decision: z.enum(DECISIONS), at: Time, by: z.string(), reason: z.string() }),
    ),
  })
  .openapi('Suspect') satisfies z.ZodType<SuspectView>;

export const SuspectListAnswer = z
  .object({ suspects: z.array(SuspectAnswer), nextCursor: z.string().nullable() })
  .openapi('SuspectList');

export const DecisionBody = z
  .strictObject({
    items: z.array(IdOrNumber).min(2).max(2).openapi({ description: 'The two, by id or short number.' }),
    decision: z.enum(DECISIONS).openapi({
      description:
        'They are one (`merge`), they are not (`apart`), or what was decided of them holds no longer (`undo`).',
    }),
    reason: line(500),
  })
  .openapi('Decision', {
    example: {
      items: ['2026-0078', '2026-0081'],
      decision: 'merge',
      reason: '同一份通知，两个科室各报送了一次',
    },
  }) satisfies z.ZodType<DecisionOrder>;
