import * as z from 'zod';
import { DECISIONS, type Decision } from '../../domain/relations/decision.ts';
import type { RelationLog } from '../../ports/relation-log.ts';
import { DECISIONS_PARTITION, decisionKey } from './keys.ts';
import { parseRow } from './parse-row.ts';
import type { TableAccess } from './table-access.ts';

const StoredDecision = z.object({
  number: z.int(),
  items: z.tuple([z.string(), z.string()]),
  decision: z.enum(DECISIONS),
  reason: z.string(),
  at: z.number(),
  by: z.string(),
  hash: z.string(),
});

export const readDecisions = async (table: TableAccess, after: number): Promise<readonly Decision[]> => {
  const decisions: Decision[] = [];
  for await (const row of table.query({
    partition: DECISIONS_PARTITION,
    range: { expression: '#sk > :after', values: { ':after': decisionKey(after).sk } },
  })) {
    decisions.push(parseRow(StoredDecision, row));
  }
  return decisions;
};

export const createRelationLog = (table: TableAccess): RelationLog => ({
  read: (after) => readDecisions(table, after),
  append: async (decision) => {
    const row = { ...decision, ...decisionKey(decision.number) };
    return (await table.put(row, { expression: 'attribute_not_exists(#pk)' })) ? 'appended' : 'taken';
  },
});
