import * as z from 'zod';
import { RETURN_RECORD_STATES, type ReturnRecord, type ReturnRegister } from '../../ports/registers.ts';
import { filingKey, returnKey, returnsPartition } from './keys.ts';
import { parseRow } from './parse-row.ts';
import { createReturnInputs } from './return-inputs.ts';
import type { TableAccess } from './table-access.ts';

const Sentence = z.object({ zh: z.string(), en: z.string() });
const Violation = z.object({ code: z.string(), pointer: z.string(), message: Sentence });
const Finding = z.object({
  code: z.string(),
  level: z.enum(['error', 'warning']),
  cells: z.array(z.string()),
  message: Sentence,
});

/** Returns of the first releases tell of less: every one was a draft that a person asked for. */
const StoredReturn = z.object({
  year: z.int(),
  revision: z.int(),
  state: z.enum(RETURN_RECORD_STATES),
  builtAt: z.number(),
  builtBy: z.string(),
  task: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('draft') }),
      z.object({
        kind: z.literal('filing'),
        draft: z.int(),
        acknowledge: z.array(z.string()),
        reason: z.string().nullable(),
      }),
    ])
    .default({ kind: 'draft' }),
  files: z.array(
    z.object({
      name: z.string(),
      key: z.string(),
      sha256: z.string(),
      size: z.number(),
      before: z.array(z.object({ sha256: z.string(), until: z.number() })).default([]),
    }),
  ),
  basis: z
    .object({
      evidenceRoot: z.string(),
      evidenceLines: z.number(),
      inputsVersion: z.number(),
      rules: z.string(),
      policies: z.string(),
      figures: z.string(),
      surroundings: z.string(),
    })
    .nullable()
    .default(null),
  manifestSha256: z.string().nullable().default(null),
  amendment: z.object({ number: z.int(), amends: z.int(), reason: z.string() }).nullable().default(null),
  refusal: z
    .discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('conflict'), violation: Violation }),
      z.object({
        outcome: z.literal('invalid'),
        violations: z.array(Violation),
        findings: z.array(Finding),
      }),
    ])
    .nullable()
    .default(null),
  supersededBy: z.int().nullable().default(null),
});

const StoredFiling = z.object({ revision: z.int() });

const numberOf = ({ amendment }: Pick<ReturnRecord, 'amendment'>): number => amendment?.number ?? 0;

/** A filed record shows once a row of its own names it: that row, and no condition on the record, lets one of two win. */
export const createReturnRegister = (table: TableAccess): ReturnRegister => {
  const put = (record: ReturnRecord) => table.put({ ...record, ...returnKey(record.year, record.revision) });
  return {
    ...createReturnInputs(table),

    put: async (record) => {
      const row = { ...record, ...returnKey(record.year, record.revision) };
      return (await table.put(row, { expression: 'attribute_not_exists(#pk)' })) ? 'written' : 'exists';
    },

    replace: async (record) => {
      await put(record);
    },

    file: async (record) => {
      await put(record);
      const { year, revision } = record;
      const key = filingKey(year, numberOf(record));
      if (await table.put({ ...key, revision }, { expression: 'attribute_not_exists(#pk)' })) return 'filed';
      const first = await table.get(key);
      // The answer to the write before this one may have been lost.
      return first !== undefined && parseRow(StoredFiling, first).revision === revision ? 'filed' : 'taken';
    },

    list: async (year) => {
      const partition = returnsPartition(year);
      const prefixed = (prefix: string) =>
        table.query({
          partition,
          range: { expression: 'begins_with(#sk, :prefix)', values: { ':prefix': prefix } },
        });
      // The records first: one that is filed meanwhile is found by its row.
      const records: ReturnRecord[] = [];
      for await (const row of prefixed('REVISION#')) records.push(parseRow(StoredReturn, row));
      const filed = new Set<number>();
      for await (const row of prefixed('FILING#')) filed.add(parseRow(StoredFiling, row).revision);
      return records.filter(({ state, revision }) => state !== 'filed' || filed.has(revision));
    },
  };
};
