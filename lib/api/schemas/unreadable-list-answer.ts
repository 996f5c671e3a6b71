import { z } from '@hono/zod-openapi';
import type { UnreadableView } from '../../usecases/list-unreadable.ts';

const UnreadableAnswer = z.object({
  id: z.string(),
  receivedAt: z.string().openapi({ format: 'date-time' }),
  source: z.string(),
  problem: z.string(),
  body: z.string(),
}) satisfies z.ZodType<UnreadableView>;

export const UnreadableListAnswer = z
  .object({ messages: z.array(UnreadableAnswer), nextCursor: z.string().nullable() })
  .openapi('UnreadableList');
