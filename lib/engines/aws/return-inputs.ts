import * as z from 'zod';
import type { ReturnRegister } from '../../ports/registers.ts';
import { inputsKey, inputsPartition } from './keys.ts';
import { parseRow } from './parse-row.ts';
import type { TableAccess } from './table-access.ts';

const Stored = z.object({
  year: z.int(),
  version: z.int(),
  inputs: z.object({
    cells: z.record(z.string(), z.union([z.number(), z.literal('/'), z.literal('-'), z.null()])),
    sections: z.record(z.string(), z.array(z.string())),
    measures: z.array(z.string()),
    signatures: z.object({
      responsible: z.string().nullable(),
      reviewer: z.string().nullable(),
      preparer: z.string().nullable(),
      telephone: z.string().nullable(),
      filledOn: z.string().nullable(),
    }),
  }),
  changedAt: z.number(),
  changedBy: z.string(),
  reason: z.string().nullable(),
});

/** What people enter for the returns, a row a version. */
export const createReturnInputs = (table: TableAccess): Pick<ReturnRegister, 'putInputs' | 'readInputs'> => ({
  putInputs: async (stored) => {
    const row = { ...stored, ...inputsKey(stored.year, stored.version) };
    return (await table.put(row, { expression: 'attribute_not_exists(#pk)' })) ? 'written' : 'exists';
  },

  readInputs: async (year, version) => {
    if (version !== undefined) {
      const row = await table.get(inputsKey(year, version));
      return row && parseRow(Stored, row);
    }
    const newest = table.query({ partition: inputsPartition(year), descending: true, pageSize: 1 });
    for await (const row of newest) return parseRow(Stored, row);
    return undefined;
  },
});
