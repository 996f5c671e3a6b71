import { z } from '@hono/zod-openapi';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import type { ReturnRecord } from '../../ports/registers.ts';
import { Sha256 } from './text.ts';

export const ReturnAnswer = z
  .object({
    year: z.int(),
    revision: z.int(),
    state: z.literal('draft'),
    builtAt: z.string().openapi({ format: 'date-time' }),
    builtBy: z.string(),
    files: z.array(z.object({ name: z.string(), url: z.string(), sha256: Sha256, size: z.int() })),
  })
  .openapi('Return');

export const ReturnListAnswer = z
  .object({ year: z.int(), returns: z.array(ReturnAnswer) })
  .openapi('ReturnList');

/** Where a file is in the object store stays inside; callers get its address. */
export const returnAnswer = ({
  year,
  revision,
  state,
  builtAt,
  builtBy,
  files,
}: ReturnRecord): z.infer<typeof ReturnAnswer> => ({
  year,
  revision,
  state,
  builtAt: isoShanghai(builtAt),
  builtBy,
  files: files.map(({ name, sha256, size }) => ({
    name,
    url: `/v1/returns/${year}/${revision}/${encodeURIComponent(name)}`,
    sha256,
    size,
  })),
});
