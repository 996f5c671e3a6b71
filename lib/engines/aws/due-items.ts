import * as z from 'zod';
import type { Instant } from '../../domain/item.ts';
import type { DueItem, Page } from '../../ports/ledger.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { DUE_SHARDS, dueShardOf, itemIdOf, itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { parseRow } from './parse-row.ts';

const WorkEntry = z.object({ pk: z.string(), dueAt: z.number() });

/** The last row taken from each shard: rows of equal time have an order of the service's own within a shard. */
const Position = z.record(z.string(), z.object({ itemId: z.string(), dueAt: z.number() }));

/** The shards of *work*, merged by time; a page goes on after the last row taken from each shard. */
export const dueItems = async (
  { table }: LedgerContext,
  moment: Instant,
  cursor: string | null,
  limit: number,
): Promise<Page<DueItem>> => {
  const position = cursor === null ? {} : parseCursor(Position, cursor);
  const pageSize = Math.max(1, Math.ceil(limit / DUE_SHARDS.length));

  async function* shardItems(shard: string): AsyncGenerator<DueItem> {
    const last = position[shard];
    const rows = table.query({
      index: 'work',
      partition: shard,
      range: { expression: '#dueAt <= :moment', values: { ':moment': moment } },
      pageSize,
      ...(last && { after: { ...itemKey(last.itemId), dueShard: shard, dueAt: last.dueAt } }),
    });
    for await (const row of rows) {
      const { pk, dueAt } = parseRow(WorkEntry, row);
      yield { itemId: itemIdOf({ pk }), dueAt };
    }
  }

  const rows: DueItem[] = [];
  for await (const item of mergeOrdered(DUE_SHARDS.map(shardItems), (a, b) => a.dueAt - b.dueAt)) {
    if (rows.length === limit) return { rows, nextCursor: formatCursor(position) };
    rows.push(item);
    position[dueShardOf(item.itemId)] = item;
  }
  return { rows, nextCursor: null };
};

/** The earliest time in any shard, as the index shows it. */
export const nextDueAt = async ({ table }: LedgerContext): Promise<Instant | null> => {
  const earliest = await Promise.all(
    DUE_SHARDS.map(async (partition) => {
      const first = await table.query({ index: 'work', partition, pageSize: 1 }).next();
      return first.done === true ? Infinity : parseRow(WorkEntry, first.value).dueAt;
    }),
  );
  const least = Math.min(...earliest);
  return Number.isFinite(least) ? least : null;
};
