import * as z from 'zod';

/** `config/policies.json`: what no official text settles, decided by the office; see docs/policies.md. */
export const Policies = z.strictObject({
  $comment: z.string().optional(),
  /** Does a repost of a superior's document count as one's own (both figures are always printed)? */
  countReposts: z.boolean().default(true),
  /** Must approver and author be different people? */
  distinctPersons: z.boolean().default(true),
  /** Working days from formation to disclosure (条例 2019 article 26). */
  disclosureLimit: z
    .strictObject({
      otherwise: z.int().min(1).max(250).default(20),
      /** Shorter limits by topic, such as 双公示. */
      topics: z.record(z.string(), z.int().min(1).max(250)).default({}),
    })
    .default({ otherwise: 20, topics: {} }),
  /** Do returns have a table for each quarter, as some places ask for? */
  quarterlyTables: z.boolean().default(false),
  /** May the office make rules (规章制定权)? If not, the form's rows for them have to be 0. */
  makesRules: z.boolean().default(false),
});
export type Policies = z.infer<typeof Policies>;
