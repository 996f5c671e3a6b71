import type { ReturnRecord, ReturnRegister } from '../../ports/registers.ts';

/** Takes the next number of the year: whoever has put the record builds the revision. */
export const claimRevision = async (
  returns: Pick<ReturnRegister, 'list' | 'put'>,
  asked: Pick<ReturnRecord, 'year' | 'builtAt' | 'builtBy' | 'task'>,
): Promise<ReturnRecord> => {
  const { year, builtAt, builtBy, task } = asked;
  const known = await returns.list(year);
  for (let revision = (known.at(-1)?.revision ?? 0) + 1; ; revision += 1) {
    const record: ReturnRecord = {
      year,
      revision,
      state: 'building',
      builtAt,
      builtBy,
      task,
      files: [],
      basis: null,
      manifestSha256: null,
      amendment: null,
      refusal: null,
      supersededBy: null,
    };
    if ((await returns.put(record)) === 'written') return record;
  }
};
