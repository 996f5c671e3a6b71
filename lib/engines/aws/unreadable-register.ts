import * as z from 'zod';
import type { UnreadableMessage, UnreadableRegister } from '../../ports/registers.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { UNREADABLE_PARTITION, unreadableKey } from './keys.ts';
import { Packed, type Packing } from './packing.ts';
import { parseRow } from './parse-row.ts';
import type { TableAccess } from './table-access.ts';

const StoredMessage = z.object({
  id: z.string(),
  receivedAt: z.number(),
  source: z.string(),
  body: Packed,
  problem: z.string(),
});

const Position = z.object({ receivedAt: z.number(), id: z.string() });

export const createUnreadableRegister = ({
  table,
  packing,
}: {
  readonly table: TableAccess;
  readonly packing: Packing;
}): UnreadableRegister => ({
  put: async (message) => {
    const body = await packing.pack('unreadable', message.body);
    await table.put({ ...unreadableKey(message.receivedAt, message.id), ...message, body });
  },

  list: async (cursor, limit) => {
    const last = cursor === null ? undefined : parseCursor(Position, cursor);
    const rows: UnreadableMessage[] = [];
    const stored = table.query({
      partition: UNREADABLE_PARTITION,
      pageSize: limit + 1,
      ...(last && { after: { ...unreadableKey(last.receivedAt, last.id) } }),
    });
    for await (const row of stored) {
      const previous = rows.at(-1);
      if (rows.length === limit && previous !== undefined) {
        const { receivedAt, id } = previous;
        return { rows, nextCursor: formatCursor({ receivedAt, id }) };
      }
      const { body, ...message } = parseRow(StoredMessage, row);
      rows.push({ ...message, body: await packing.unpack(body) });
    }
    return { rows, nextCursor: null };
  },
});
