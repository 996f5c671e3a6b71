import * as z from 'zod';
import type { ReturnRecord, ReturnRegister } from '../../ports/registers.ts';
import { returnKey, returnsPartition } from './keys.ts';
import { parseRow } from './parse-row.ts';
import type { TableAccess } from './table-access.ts';

const StoredReturn = z.object({
  year: z.int(),
  revision: z.int(),
  state: z.literal('draft'),
  builtAt: z.number(),
  builtBy: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      key: z.string(),
      sha256: z.string(),
      size: z.number(),
      before: z.array(z.object({ sha256: z.string(), until: z.number() })).default([]),
    }),
  ),
});

export const createReturnRegister = (table: TableAccess): ReturnRegister => ({
  put: async (record) => {
    const row = { ...record, ...returnKey(record.year, record.revision) };
    return (await table.put(row, { expression: 'attribute_not_exists(#pk)' })) ? 'written' : 'exists';
  },

  replace: async (record) => {
    await table.put({ ...record, ...returnKey(record.year, record.revision) });
  },

  list: async (year) => {
    const records: ReturnRecord[] = [];
    for await (const row of table.query({ partition: returnsPartition(year) })) {
      records.push(parseRow(StoredReturn, row));
    }
    return records;
  },
});
