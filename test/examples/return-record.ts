import type { ReturnRecord } from '../../lib/ports/registers.ts';

/** The record of a draft as the first releases would have built it. */
export const returnRecordOf = (
  overrides: Partial<ReturnRecord> & Pick<ReturnRecord, 'year' | 'revision'>,
): ReturnRecord => ({
  state: 'draft',
  builtAt: Date.parse('2026-11-03T12:00:00+08:00'),
  builtBy: 'token:t1',
  task: { kind: 'draft' },
  files: [
    {
      name: 'report.html',
      key: `returns/${overrides.year}/${overrides.revision}/report.html`,
      sha256: 'a'.repeat(64),
      size: 9,
      before: [],
    },
  ],
  basis: null,
  manifestSha256: null,
  amendment: null,
  refusal: null,
  supersededBy: null,
  ...overrides,
});
