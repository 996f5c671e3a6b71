import type { AnnualReturn } from '../../../lib/domain/annual-return.ts';
import { countYear } from '../../../lib/domain/count/count-year.ts';
import type { Publication, PublicationPattern } from '../../../lib/domain/publication.ts';
import { patternOf } from '../domain/count/pattern-of.ts';

const CHANNELS: AnnualReturn['channels'] = [
  { id: 'portal', name: '门户网站', formRow: 'website', practice: true },
  { id: 'provincial', name: '山东政务服务网', formRow: 'website', practice: true },
  { id: 'municipal', name: '市级信息公开平台', formRow: 'website', practice: true },
];

export interface Tallied {
  readonly items: number;
  readonly on: readonly string[] | readonly Partial<Publication>[];
  readonly pattern?: Partial<PublicationPattern>;
}

/** The return of an invented office from numbers of items and where they were public. */
export const annualOf = (
  tallied: readonly Tallied[],
  { countReposts = true, ...overrides }: Partial<AnnualReturn> & { readonly countReposts?: boolean } = {},
): AnnualReturn => {
  const { year = 2017, channels = CHANNELS } = overrides;
  const tallies = tallied.map(({ items, on, pattern = {} }) => ({
    items,
    pattern: patternOf(
      on.map((publication) =>
        typeof publication === 'string' ? { channel: publication, imported: true } : publication,
      ),
      pattern,
    ),
  }));
  return {
    year,
    revision: 1,
    state: 'draft',
    amendment: null,
    form: null,
    office: { name: '虚构市政务服务中心管理办公室', shortName: '中心管理办公室' },
    channels,
    count: countYear(tallies, {
      year,
      policies: { countReposts },
      channels: channels.map(({ id }) => id),
    }),
    unknown: [],
    quarters: null,
    normativeDocuments: 0,
    inputsVersion: 0,
    signatures: { responsible: null, reviewer: null, preparer: null, telephone: null, filledOn: null },
    cells: [],
    findings: [],
    sections: [],
    months: [],
    disclosureDays: [],
    pending: { handedOver: 0, unconfirmed: 0, parked: 0, owed: 0, listed: [] },
    differences: null,
    evidence: { lines: 0, merkleRoot: '0'.repeat(64) },
    builtAt: Date.parse('2018-01-19T10:00:00+08:00'),
    builtBy: 'token:operator',
    ...overrides,
  };
};

export const TALLIES_2017: readonly Tallied[] = [
  { items: 47, on: ['portal'] },
  { items: 7, on: ['provincial'] },
  { items: 31, on: ['municipal'] },
  { items: 31, on: ['municipal', 'portal'] },
];
