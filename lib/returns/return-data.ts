import type { AnnualReturn, SealedFile } from '../domain/annual-return.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import { formLines } from './form-2014.ts';
import { layoutNote } from './layout-note.ts';
import { publicationSentence } from '../domain/report/publication-sentence.ts';

/** Version of the counting rules (docs/counting.md); a rule that changes a figure makes a new one. */
export const RULES_VERSION = 1;

/** `data.json`: everything that the report shows, for machines, with the hash of the evidence. */
export const returnData = (annual: AnnualReturn, evidence: SealedFile): string => {
  const { year, revision, office, channels, count, unknown, builtAt, builtBy } = annual;
  return `${JSON.stringify(
    {
      format: 'gongkai-return/1',
      year,
      revision,
      state: 'draft',
      rulesVersion: RULES_VERSION,
      policies: count.policies,
      office,
      channels,
      builtAt: isoShanghai(builtAt),
      builtBy,
      layout: layoutNote(year),
      count,
      unknown,
      rows: formLines(annual)
        .filter(({ heading }) => !heading)
        .map(({ code, label, unit, value }) => ({ code, label, unit, value })),
      sentence: publicationSentence(annual),
      evidence,
    },
    null,
    2,
  )}\n`;
};
