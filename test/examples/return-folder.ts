import { generateKeyPairSync, hash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import type {
  AnnualReturn,
  RenderedFile,
  ReturnChannel,
  SealedFile,
} from '../../lib/domain/annual-return.ts';
import { countYear } from '../../lib/domain/count/count-year.ts';
import type { Quarter } from '../../lib/domain/count/period.ts';
import { createWorkingDays } from '../../lib/domain/working-days.ts';
import type { Ledger } from '../../lib/ports/ledger.ts';
import { returnDocuments } from '../../lib/returns/return-documents.ts';
import { gatherEvidence } from '../../lib/usecases/gather-evidence.ts';
import { annualOf } from '../unit/returns/annual-of.ts';

const CHANNELS: readonly ReturnChannel[] = [
  { id: 'portal', name: '门户网站', formRow: 'website', practice: false },
  { id: 'municipal', name: '市级信息公开平台', formRow: 'website', practice: false },
  { id: 'wechat', name: '政务微信', formRow: 'wechat', practice: false },
];
const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];

/** A document that prints what it has to and nothing else, where a test builds many. */
export const shortDocument = (name: string, manifestSha256: string): Uint8Array => {
  const printed = Buffer.from(`<p>${manifestSha256}</p>`);
  return name.endsWith('.html') ? printed : zipSync({ 'text.xml': printed }, { mtime: '2026-01-01' });
};

const SHORT_DOCUMENTS: readonly RenderedFile[] = returnDocuments.rendered.map(({ name, mediaType }) => ({
  name,
  mediaType,
  render: (_annual, manifestSha256) => shortDocument(name, manifestSha256),
}));

export interface FolderRequest {
  readonly ledger: Pick<Ledger, 'evidence'>;
  readonly year: number;
  readonly state?: AnnualReturn['state'];
  readonly countReposts?: boolean;
  readonly rendered?: readonly RenderedFile[];
  /** PEM */
  readonly signingKey?: string;
}

export const ed25519Key = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const sm2Key = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'SM2' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

/** The files of a return of an invented office, each as it is written to its folder, by name. */
export const returnFiles = async ({
  ledger,
  year,
  state = 'draft',
  countReposts = true,
  rendered = SHORT_DOCUMENTS,
  signingKey,
}: FolderRequest): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const policies = { countReposts };
  const excludePractice = state === 'filed';
  const stream = gatherEvidence(
    {
      ledger,
      policies,
      documents: returnDocuments,
      workingDays: createWorkingDays({ verifiedThrough: 2026, years: new Map() }),
    },
    { year, channels: CHANNELS, excludePractice },
  );
  files.set('evidence.csv', await buffer(stream.chunks));
  const { tallies, months, disclosureDays, lines, merkleRoot } = stream.gathered();
  const counted = (quarter?: Quarter) =>
    countYear(tallies, {
      year,
      policies,
      excludePractice,
      by: 'kind',
      channels: CHANNELS.map(({ id }) => id),
      ...(quarter !== undefined && { quarter }),
    });
  const { by: _by, groups = [], importedFrom: _from, ...count } = counted();
  const annual = annualOf([], {
    year,
    state,
    channels: CHANNELS,
    count,
    quarters: QUARTERS.map((quarter) => counted(quarter)),
    normativeDocuments: groups.find(({ value }) => value === 'normative-document')?.total ?? 0,
    months,
    disclosureDays,
    evidence: { lines, merkleRoot },
  });
  files.set('data.json', Buffer.from(returnDocuments.data(annual)));
  files.set('inputs.json', Buffer.from(`${JSON.stringify({ year, version: 0 })}\n`));
  const manifest = Buffer.from(
    returnDocuments.manifest({
      year,
      revision: annual.revision,
      state,
      amendment: null,
      builtAt: annual.builtAt,
      form: null,
      rulesVersion: returnDocuments.rulesVersion,
      rules: { version: 1 },
      policies,
      inputsVersion: 0,
      evidence: annual.evidence,
      files: listed(files),
    }),
  );
  files.set('manifest.json', manifest);
  if (signingKey !== undefined) {
    const { signature, publicKey } = returnDocuments.sign(manifest, signingKey);
    files.set('manifest.sig', signature);
    files.set('signing-key.pem', Buffer.from(publicKey));
  }
  for (const document of rendered)
    files.set(document.name, await document.render(annual, hash('sha256', manifest)));
  files.set('SHA256SUMS', Buffer.from(returnDocuments.checksums(listed(files))));
  return files;
};

const listed = (files: ReadonlyMap<string, Uint8Array>): readonly SealedFile[] =>
  [...files].map(([name, bytes]) => ({ name, sha256: hash('sha256', bytes), size: bytes.length }));

/** `SHA256SUMS` made anew for files that were changed. */
export const sumsOf = (files: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  Buffer.from(returnDocuments.checksums(listed(files).filter(({ name }) => name !== 'SHA256SUMS')));

/** Writes files to a new folder; answers its path. */
export const writeFolder = async (files: ReadonlyMap<string, Uint8Array>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-return-'));
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  return folder;
};
