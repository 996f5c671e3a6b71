import { z } from '@hono/zod-openapi';
import { Sha256 } from './text.ts';

const ImportNumber = z.int().min(1);

export const ImportAnswer = z
  .object({
    import: ImportNumber.nullable().openapi({ description: 'Its number; null for a dry run.' }),
    rows: z.int(),
    items: z.int(),
    merged: z.int(),
    rejected: z.array(z.object({ row: z.int(), reasons: z.array(z.string()) })),
    suspects: z.array(z.object({ title: z.string(), items: z.array(Sha256), reason: z.string() })),
  })
  .openapi('ImportReport', {
    example: { import: 1, rows: 147, items: 116, merged: 31, rejected: [], suspects: [] },
  });

export const ImportRunningAnswer = z.object({ import: ImportNumber }).openapi('ImportRunning');
