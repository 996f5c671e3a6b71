import { z } from '@hono/zod-openapi';
import type { KeptHead } from '../../usecases/check-heads.ts';
import { ChannelId, Sha256 } from './text.ts';

/** Heads of one call: the server hashes every history of their rows. */
const MOST_HEADS = 500;

const Head = z.strictObject({
  itemId: Sha256,
  channel: ChannelId.nullable().openapi({ description: 'null: the history of the item itself.' }),
  head: Sha256.openapi({ description: '信息记录指纹 or 渠道记录指纹, as `evidence.csv` has it.' }),
});

export const HistoryHeadsBody = z
  .strictObject({ heads: z.array(Head).min(1).max(MOST_HEADS) })
  .openapi('HistoryHeads');

export const HistoryHeadsAnswer = z
  .object({
    unknown: z.array(Head).openapi({
      description:
        'Those of the heads that the history of their row does not go through: it was rewritten, or the row is not there.',
    }),
  })
  .openapi('HistoryHeadsAnswer');

export const historyHeadsAnswer = (unknown: readonly KeptHead[]): z.infer<typeof HistoryHeadsAnswer> => ({
  unknown: unknown.map(({ itemId, channel, head }) => ({ itemId, channel, head })),
});
