import { z } from '@hono/zod-openapi';
import type { ImportView } from '../../usecases/read-import.ts';
import type { VoidReport } from '../../usecases/void-import.ts';
import { line, Sha256 } from './text.ts';

const ImportNumber = z.int().min(1);

const Time = z.string().openapi({ format: 'date-time' });

const FIGURES = {
  rows: z.int(),
  items: z.int(),
  merged: z.int(),
  rejected: z.array(z.object({ row: z.int(), reasons: z.array(z.string()) })),
  suspects: z.array(z.object({ title: z.string(), items: z.array(Sha256), reason: z.string() })),
};

export const ImportAnswer = z
  .object({
    import: ImportNumber.nullable().openapi({ description: 'Its number; null for a dry run.' }),
    ...FIGURES,
  })
  .openapi('ImportReport', {
    example: { import: 1, rows: 147, items: 116, merged: 31, rejected: [], suspects: [] },
  });

export const ImportRunningAnswer = z.object({ import: ImportNumber }).openapi('ImportRunning');

export const ImportDetailAnswer = z
  .object({
    import: ImportNumber,
    state: z.enum(['running', 'done', 'voiding', 'voided']),
    file: Sha256.openapi({ description: 'SHA-256 of its bytes.' }),
    by: z.string(),
    at: Time,
    ...FIGURES,
    voided: z.object({ by: z.string(), at: Time, reason: z.string(), rows: z.int().nullable() }).nullable(),
  })
  .openapi('Import') satisfies z.ZodType<ImportView>;

export const VoidBody = z
  .strictObject({ reason: line(500) })
  .openapi('VoidOrder', { example: { reason: '文件中的发布时间有误，改正后重新导入' } });

export const VoidAnswer = z
  .object({
    import: ImportNumber,
    state: z.literal('voided'),
    forgotten: z.int().openapi({ description: 'Rows that no other import holds; they may come again.' }),
  })
  .openapi('VoidReport') satisfies z.ZodType<VoidReport>;
