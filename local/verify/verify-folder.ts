import { join } from 'node:path';
import { checkManifest, checkSealings } from './check-manifest.ts';
import { checkPrinted } from './check-printed.ts';
import { checkSignature } from './check-signature.ts';
import { checkSums } from './check-sums.ts';
import { compareCount } from './compare-count.ts';
import type { Tell } from './finding.ts';
import type { LiveHeads } from './live-heads.ts';
import { namesIn, readData, readInputs, readManifest, readSealings, type ToldData } from './read-folder.ts';
import { hashOfFile, type ScannedEvidence, scanEvidence } from './scan-evidence.ts';

export interface VerifyRequest {
  /** The folder of one revision, with all its files. */
  readonly folder: string;
  /** The SHA-256 of `manifest.json` that the reader has from elsewhere: from the printed report, or from the office. */
  readonly expect?: string;
  readonly live?: Pick<LiveHeads, 'take' | 'finish'>;
  readonly tell: Tell;
}

/** What was found to be so, where nothing was told to be wrong. */
export interface Verified {
  readonly manifestSha256: string;
  readonly year: number;
  readonly revision: number;
  readonly state: 'draft' | 'filed';
  readonly total: number;
  readonly lines: number;
  /** Lines whose words are sealed. */
  readonly sealed: number;
  /** SHA-256 of the key that signed; null where nothing is signed. */
  readonly signedBy: string | null;
  /** Documents that print the manifest's hash. */
  readonly documents: number;
}

/**
 * Verifies a return from its folder alone. It has no code in common with the programs that count and that write
 * returns: what both come to, both have to have wrong in the same way. Undefined where there is nothing to hold the files against.
 */
export const verifyFolder = async ({
  folder,
  expect,
  live,
  tell,
}: VerifyRequest): Promise<Verified | undefined> => {
  const names = await namesIn(folder);
  const [data, manifest, sealings] = await Promise.all([
    readData(folder),
    readManifest(folder),
    readSealings(folder),
  ]);
  for (const [name, read] of Object.entries({ 'data.json': data, 'manifest.json': manifest }))
    if (read === undefined) tell(name, names.includes(name) ? '内容不完整或不能识别' : '文件不在');
  if (names.includes('sealed.json') && sealings === undefined) tell('sealed.json', '内容不能识别');
  if (!names.includes('evidence.csv')) tell('evidence.csv', '文件不在');

  const scanned =
    data === undefined || !names.includes('evidence.csv')
      ? undefined
      : await scan(folder, data, { tell, ...(live && { live }) });
  const hashes = new Map<string, string>();
  for (const name of names) {
    const known = name === 'evidence.csv' ? scanned?.sha256 : undefined;
    hashes.set(name, known ?? (await hashOfFile(join(folder, name))).sha256);
  }
  await checkSums(folder, hashes, tell);

  const manifestSha256 = hashes.get('manifest.json') ?? '';
  if (expect !== undefined && expect !== manifestSha256)
    tell('manifest.json', `SHA-256值为${manifestSha256}，与给定的${expect}不符`);
  const documents = await checkPrinted(folder, names, manifestSha256, tell);
  const signedBy = manifest === undefined ? null : await checkSignature(folder, names, tell);
  if (data === undefined || manifest === undefined || scanned === undefined) return undefined;

  const told = sealings?.sealed ?? [];
  const inputsVersion = (await readInputs(folder))?.version;
  checkManifest(manifest, { hashes, sealings: told, data, inputsVersion, scanned }, tell);
  checkSealings(told, scanned, tell);
  compareCount(data, scanned, tell);
  const { year, revision, state } = data;
  return {
    manifestSha256,
    year,
    revision,
    state,
    total: scanned.year.total,
    lines: scanned.lines,
    sealed: scanned.sealed + scanned.sealedBefore,
    signedBy,
    documents,
  };
};

const scan = async (
  folder: string,
  data: ToldData,
  { tell, live }: Pick<VerifyRequest, 'tell' | 'live'>,
): Promise<ScannedEvidence> => {
  const scanned = await scanEvidence({
    path: join(folder, 'evidence.csv'),
    year: data.year,
    countReposts: data.policies.countReposts,
    filed: data.state === 'filed',
    tell,
    watch: (row) => live?.take(row),
  });
  await live?.finish();
  return scanned;
};
