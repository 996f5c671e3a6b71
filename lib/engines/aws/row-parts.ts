import * as z from 'zod';
import { APPROVER_ROLES, KINDS, ORIGINS } from '../../domain/item.ts';
import { FORM_ROWS } from '../../domain/ledger-rows.ts';

/** An attribute that is left out where it is null. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

export const HistoryEntries = z.array(
  z.object({ at: z.number(), by: z.string(), what: z.string(), why: z.string().nullable() }),
);

export const StoredApprovals = z.array(
  z.object({
    role: z.enum(APPROVER_ROLES),
    name: z.string(),
    approvedAt: z.string(),
    evidence: z.array(z.string()),
  }),
);

export const StoredFacts = z.object({
  kind: z.enum(KINDS),
  origin: z.enum(ORIGINS),
  unit: z.string().nullable(),
  area: z.string().nullable(),
  dueOn: z.string().nullable(),
  formRow: z.enum(FORM_ROWS),
  practice: z.boolean(),
});

export const WITHDRAWAL_MARKS = ['withdrawn', 'error'] as const;
