import { createHash } from 'node:crypto';
import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { Office } from '../configuration/office.ts';
import {
  type AnnualReturn,
  EVIDENCE_FILE,
  type ReturnChannel,
  type ReturnDocuments,
  returnsFolder,
  type SealedFile,
} from '../domain/annual-return.ts';
import type { CountPolicies } from '../domain/count/classify.ts';
import { countYear } from '../domain/count/count-year.ts';
import { unknownDays } from '../domain/count/unknown-days.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import { yearOf } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ChannelRegister, ReturnRecord, ReturnRegister } from '../ports/registers.ts';
import { channelsSince } from './channels-since.ts';
import { type GatheredEvidence, gatherEvidence } from './gather-evidence.ts';

/** Builds a draft of the year's return; who asks signs as its builder. */
export type BuildReturn = (
  year: number,
  by: string,
) => Promise<
  | { readonly outcome: 'built'; readonly record: ReturnRecord }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export interface BuildReturnDependencies {
  readonly ledger: Ledger;
  readonly returns: ReturnRegister;
  readonly register: ChannelRegister;
  readonly objectStore: ObjectStore;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: CountPolicies;
  readonly office: Pick<Office, 'name' | 'shortName'>;
  readonly documents: ReturnDocuments;
  readonly clock: Clock;
}

/**
 * Builds a return: the evidence first, the figures from the very items that it lists, then the data and the report,
 * each naming what was written before it by hash. Files are written once; the record in the register makes a
 * revision one. What a builder that died has left is passed over.
 */
export const createBuildReturn = (dependencies: BuildReturnDependencies): BuildReturn => {
  const { returns, register, definitions, policies, office, clock } = dependencies;
  const channels: readonly ReturnChannel[] = [...definitions.values()].map(
    ({ id, name, formRow, practice }) => ({ id, name, formRow, practice }),
  );

  const figuresOf = async (year: number, { tallies }: GatheredEvidence, now: Instant) => {
    const {
      by: _by,
      groups = [],
      importedFrom,
      ...count
    } = countYear(tallies, {
      year,
      by: 'kind',
      policies,
      channels: [...definitions.keys()],
    });
    const normative = groups.find(({ value }) => value === 'normative-document');
    const since = await channelsSince(register, definitions);
    return {
      count,
      normativeDocuments: normative?.total ?? 0,
      unknown: unknownDays({ year, channels: count.channels, importedFrom }, since, now),
    };
  };

  return async (year, by) => {
    const builtAt = clock.now();
    if (year > yearOf(builtAt)) return { outcome: 'invalid', violations: [yearInFuture(year)] };
    const evidence = await gatherEvidence(dependencies, year, channels);
    const built = {
      year,
      office: { name: office.name, shortName: office.shortName },
      channels,
      ...(await figuresOf(year, evidence, builtAt)),
      builtAt,
      builtBy: by,
    };
    const known = await returns.list(year);
    for (let revision = (known.at(-1)?.revision ?? 0) + 1; ; revision += 1) {
      const files = await writeOnce(dependencies, { ...built, revision }, evidence.csv);
      if (files === 'taken') continue;
      const record: ReturnRecord = {
        year,
        revision,
        state: 'draft',
        builtAt,
        builtBy: by,
        task: { kind: 'draft' },
        files,
        basis: null,
        manifestSha256: null,
        amendment: null,
        refusal: null,
        unchangedFrom: null,
      };
      if ((await returns.put(record)) === 'written') return { outcome: 'built', record };
    }
  };
};

/** `taken`: somebody has begun this revision. */
const writeOnce = async (
  { objectStore, documents }: BuildReturnDependencies,
  annual: AnnualReturn,
  csv: Buffer,
): Promise<ReturnRecord['files'] | 'taken'> => {
  const written: ReturnRecord['files'][number][] = [];
  const write = async (name: string, bytes: Buffer, mediaType: string): Promise<boolean> => {
    const key = `${returnsFolder(annual.year)}${annual.revision}/${name}`;
    if ((await objectStore.putIfAbsent(key, bytes, { mediaType })) === 'exists') return false;
    written.push({ ...sealed(name, bytes), key, before: [] });
    return true;
  };
  const data = Buffer.from(documents.data(annual, sealed(EVIDENCE_FILE, csv)));
  const report = Buffer.from(
    documents.report(annual, [sealed(EVIDENCE_FILE, csv), sealed('data.json', data)]),
  );
  const complete =
    (await write(EVIDENCE_FILE, csv, 'text/csv; charset=utf-8')) &&
    (await write('data.json', data, 'application/json')) &&
    (await write('report.html', report, 'text/html; charset=utf-8'));
  return complete ? written.toReversed() : 'taken';
};

const sealed = (name: string, bytes: Buffer): SealedFile => ({
  name,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
});

const yearInFuture = (year: number): Violation => ({
  code: 'year-in-future',
  pointer: '/year',
  message: {
    zh: `${year}年尚未开始，不能生成年报。`,
    en: `The year ${year} has not begun; there is nothing to report.`,
  },
});
