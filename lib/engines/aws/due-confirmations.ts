import * as z from 'zod';
import type { ChannelId, Instant } from '../../domain/item.ts';
import type { DueConfirmation, Page } from '../../ports/ledger.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { confirmShardOf, confirmShards, deliveryKey, itemIdOf } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { parseRow } from './parse-row.ts';

const ConfirmationEntry = z.object({ pk: z.string(), confirmAt: z.number() });

/** The last row taken from each shard. */
const Position = z.record(z.string(), z.object({ itemId: z.string(), confirmAt: z.number() }));

/** The shards of a channel, merged by time; a page goes on after the last row taken from each shard. */
export const dueConfirmations = async (
  { table }: LedgerContext,
  channel: ChannelId,
  moment: Instant,
  cursor: string | null,
  limit: number,
): Promise<Page<DueConfirmation>> => {
  const position = cursor === null ? {} : parseCursor(Position, cursor);
  const shards = confirmShards(channel);

  async function* entriesOf(shard: string): AsyncGenerator<DueConfirmation> {
    const last = position[shard];
    const rows = table.query({
      index: 'confirmations',
      partition: shard,
      range: { expression: '#confirmAt <= :moment', values: { ':moment': moment } },
      pageSize: Math.max(1, Math.ceil(limit / shards.length)),
      ...(last && {
        after: { ...deliveryKey(last.itemId, channel), confirmShard: shard, confirmAt: last.confirmAt },
      }),
    });
    for await (const row of rows) {
      const { pk, confirmAt } = parseRow(ConfirmationEntry, row);
      yield { itemId: itemIdOf({ pk }), confirmAt };
    }
  }

  const rows: DueConfirmation[] = [];
  for await (const entry of mergeOrdered(shards.map(entriesOf), (a, b) => a.confirmAt - b.confirmAt)) {
    if (rows.length === limit) return { rows, nextCursor: formatCursor(position) };
    rows.push(entry);
    position[confirmShardOf(entry.itemId, channel)] = entry;
  }
  return { rows, nextCursor: null };
};
