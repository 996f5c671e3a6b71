import * as z from 'zod';
import { SUSPICIONS } from '../../domain/import/grouping.ts';
import { RESEMBLANCES, type Suspect } from '../../domain/relations/suspect.ts';
import type { SuspectRegister, Unexamined } from '../../ports/suspect-register.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import {
  SUSPECTS_PARTITION,
  suspectKey,
  traceKey,
  tracePartition,
  UNEXAMINED_PARTITION,
  unexaminedKey,
} from './keys.ts';
import { parseRow } from './parse-row.ts';
import { orNull } from './row-parts.ts';
import type { StoredRow, TableAccess } from './table-access.ts';

const StoredSuspect = z.object({
  items: z.tuple([z.string(), z.string()]),
  reasons: z.array(z.enum([...RESEMBLANCES, ...SUSPICIONS])),
  similarity: orNull(z.number()),
  since: z.number(),
});

const StoredUnexamined = z.object({ sk: z.string(), mark: z.string() });

const Position = z.object({ since: z.number(), items: z.tuple([z.string(), z.string()]) });

const firstOf = async <Row>(
  rows: AsyncIterable<StoredRow>,
  limit: number,
  read: (row: StoredRow) => Row,
): Promise<readonly Row[]> => {
  const first: Row[] = [];
  if (limit <= 0) return first;
  for await (const row of rows) {
    first.push(read(row));
    if (first.length === limit) break;
  }
  return first;
};

const NEW: { readonly expression: string } = { expression: 'attribute_not_exists(#pk)' };

export const createSuspectRegister = (table: TableAccess): SuspectRegister => ({
  unexamined: (limit) =>
    firstOf(table.query({ partition: UNEXAMINED_PARTITION, pageSize: limit }), limit, (row): Unexamined => {
      const { sk, mark } = parseRow(StoredUnexamined, row);
      return { itemId: sk, mark };
    }),

  examined: async ({ itemId, mark }) => {
    await table.delete(unexaminedKey(itemId), { expression: '#mark = :mark', values: { ':mark': mark } });
  },

  leaveTraces: async (itemId, traces) => {
    await Promise.all(traces.map((trace) => table.put({ ...traceKey(trace, itemId) }, NEW)));
  },

  sharing: (trace, limit) =>
    firstOf(table.query({ partition: tracePartition(trace), pageSize: limit }), limit, (row) =>
      String(row['sk']),
    ),

  put: async (suspect) => {
    await table.put({ ...suspect, ...suspectKey(suspect) }, NEW);
  },

  list: async (cursor, limit) => {
    const last = cursor === null ? undefined : parseCursor(Position, cursor);
    const stored = table.query({
      partition: SUSPECTS_PARTITION,
      descending: true,
      pageSize: limit + 1,
      ...(last && { after: { ...suspectKey(last) } }),
    });
    const found = await firstOf(stored, limit + 1, (row): Suspect => parseRow(StoredSuspect, row));
    const rows = found.slice(0, limit);
    const end = rows.at(-1);
    return {
      rows,
      nextCursor:
        found.length > limit && end !== undefined
          ? formatCursor({ since: end.since, items: end.items })
          : null,
    };
  },
});
