import { hash } from 'node:crypto';
import {
  type AnnualReturn,
  EVIDENCE_FILE,
  type ReturnState,
  returnsFolder,
} from '../../domain/annual-return.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import { comparePositions, itemPositions } from '../../domain/evidence/item-positions.ts';
import {
  CHECKSUMS_FILE,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  SIGNING_KEY_FILE,
} from '../../domain/evidence/manifest.ts';
import { cellDifferences, figureDifferences } from '../../domain/figure-differences.ts';
import { NO_INPUTS, type StoredInputs } from '../../domain/form/return-inputs.ts';
import type { ReturnDocuments } from '../../domain/return-documents.ts';
import type { WorkingDays } from '../../domain/working-days.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type {
  ChannelRegister,
  ReturnBasis,
  ReturnFile,
  ReturnRecord,
  ReturnRegister,
} from '../../ports/registers.ts';
import type { FillForm } from '../fill-form.ts';
import { gatherEvidence } from '../gather-evidence.ts';
import { type ComposedReturn, type Composition, composeReturn } from './compose-return.ts';
import { figuresHash } from './figures-hash.ts';
import { readFiledReturn } from './filed-return.ts';
import { pendingPublications } from './pending-publications.ts';
import { readPositionLines } from './read-position-lines.ts';
import {
  type ReturnSettings,
  returnChannels,
  returnPolicies,
  returnRules,
  settingsHashes,
} from './return-settings.ts';
import { watchLines } from './watch-lines.ts';

export interface WriteDependencies extends ReturnSettings {
  readonly ledger: Pick<Ledger, 'due' | 'evidence' | 'read' | 'waiting'>;
  readonly returns: ReturnRegister;
  readonly register: ChannelRegister;
  readonly objectStore: ObjectStore;
  readonly documents: ReturnDocuments;
  readonly workingDays: Pick<WorkingDays, 'between'>;
  readonly fillForm: FillForm;
  readonly clock: Clock;
  /** PEM; undefined where the office does not sign. */
  readonly readSigningKey: () => Promise<string | undefined>;
}

/** As what a revision goes, if it is to be. */
export interface RevisionPlan {
  readonly state: ReturnState;
  /** What was filed last; what is filed now amends it. */
  readonly amends: ReturnRecord | null;
  /** Of an amendment. */
  readonly reason: string | null;
  /** Looks at everything before a file is complete: an end other than the planned one, or null to go on. */
  readonly decide: (
    composed: ComposedReturn,
    basis: ReturnBasis,
  ) => OtherEnd | null | Promise<OtherEnd | null>;
}

/** An end without files. */
export type OtherEnd = Pick<ReturnRecord, 'state' | 'refusal' | 'supersededBy'>;

/** `taken`: files stand in the folder that are another's. */
export type WriteRevision = (record: ReturnRecord, plan: RevisionPlan) => Promise<ReturnRecord | 'taken'>;

/**
 * Writes the files of a revision, each once: the evidence while the ledger is read, then the data, the inputs and the
 * manifest over them, then the documents that print the manifest's hash, and the hashes of all at last.
 */
export const createWriteRevision = (dependencies: WriteDependencies): WriteRevision => {
  const { ledger, objectStore, documents, policies, workingDays } = dependencies;
  const channels = returnChannels(dependencies);

  return async (record, plan) => {
    const { year, revision, builtAt, builtBy } = record;
    const excludePractice = plan.state === 'filed';
    const watch = watchLines(documents);
    const stream = gatherEvidence(
      { ledger, policies, documents: watch.documents, workingDays },
      { year, channels, excludePractice },
    );

    const compose = async (): Promise<Composition & { readonly basis: ReturnBasis }> => {
      const gathered = stream.gathered();
      const pending = await pendingPublications(ledger, year, watch.unconfirmed());
      const { composed, stored, lastYearsInputs } = await composeReturn(dependencies, {
        year,
        gathered,
        excludePractice,
        // A filed return names none: what was under way is of the moment, and no part of what the office answers for.
        pending: plan.state === 'filed' ? { ...pending, listed: [] } : pending,
        builtAt,
        builtBy,
      });
      const { unknown, inputsVersion } = composed;
      const basis = {
        evidenceRoot: gathered.merkleRoot,
        evidenceLines: gathered.lines,
        inputsVersion,
        ...settingsHashes(dependencies, year, documents.rulesVersion),
        figures: figuresHash(watch.linesHash(), gathered, {
          year,
          excludePractice,
          policies,
          channels: channels.map(({ id }) => id),
        }),
        surroundings: hash('sha256', canonicalJson({ pending, unknown, lastYearsInputs })),
      };
      return { composed, stored, lastYearsInputs, basis };
    };

    const decided: { value?: Awaited<ReturnType<typeof compose>> } = {};
    async function* untilDecided(): AsyncGenerator<Uint8Array> {
      yield* stream.chunks;
      decided.value = await compose();
      const end = await plan.decide(decided.value.composed, decided.value.basis);
      if (end !== null) throw new EndedOtherwise(end);
    }

    const evidenceKey = keyOf(record, EVIDENCE_FILE);
    try {
      const put = await objectStore.putStream(evidenceKey, untilDecided(), null, { mediaType: CSV });
      if (put === 'stale' || decided.value === undefined) return 'taken';
    } catch (error) {
      if (error instanceof EndedOtherwise) return { ...record, ...error.end };
      throw error;
    }
    const { sha256, size } = stream.gathered();
    const evidence: ReturnFile = { name: EVIDENCE_FILE, key: evidenceKey, sha256, size, before: [] };
    const { composed, stored, basis } = decided.value;
    const annual: AnnualReturn = {
      ...composed,
      revision,
      state: plan.state,
      ...(await amendmentOf(dependencies, composed, plan, { ...record, files: [evidence] })),
    };
    const written = await writeFiles(dependencies, annual, stored, evidence);
    if (written === 'taken') return 'taken';
    return { ...record, state: plan.state, amendment: annual.amendment, basis, ...written };
  };
};

const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json';

/** Ends the stream of evidence, so that nothing of it is put. */
class EndedOtherwise extends Error {
  override readonly name = 'EndedOtherwise';
  readonly end: OtherEnd;

  constructor(end: OtherEnd) {
    super(`ended as ${end.state}`);
    this.end = end;
  }
}

const keyOf = ({ year, revision }: Pick<ReturnRecord, 'year' | 'revision'>, name: string): string =>
  `${returnsFolder(year)}${revision}/${name}`;

const amendmentOf = async (
  { objectStore }: Pick<WriteDependencies, 'objectStore'>,
  composed: ComposedReturn,
  { amends, reason }: RevisionPlan,
  record: ReturnRecord,
): Promise<Pick<AnnualReturn, 'amendment' | 'differences'>> => {
  if (amends === null) return { amendment: null, differences: null };
  const before = await readFiledReturn(objectStore, amends);
  const positions = (of: ReturnRecord) => itemPositions(readPositionLines(objectStore, of));
  return {
    amendment: {
      number: (amends.amendment?.number ?? 0) + 1,
      amends: amends.revision,
      reason: reason ?? '',
    },
    differences: {
      since: amends.revision,
      cells: cellDifferences(before.cells, composed.cells, composed.form),
      figures: figureDifferences(before, composed),
      items: await comparePositions(positions(amends), positions(record)),
    },
  };
};

const writeFiles = async (
  dependencies: WriteDependencies,
  annual: AnnualReturn,
  stored: StoredInputs | undefined,
  evidence: ReturnFile,
): Promise<Pick<ReturnRecord, 'files' | 'manifestSha256'> | 'taken'> => {
  const { objectStore, documents, readSigningKey } = dependencies;
  const files: ReturnFile[] = [evidence];
  /** False: somebody else's file is there. */
  const write = async (name: string, bytes: Uint8Array, mediaType: string): Promise<boolean> => {
    const key = keyOf(annual, name);
    if ((await objectStore.putIfAbsent(key, bytes, { mediaType })) === 'exists') return false;
    files.push({ name, key, sha256: hash('sha256', bytes), size: bytes.length, before: [] });
    return true;
  };
  const writeText = (name: string, text: string, mediaType: string): Promise<boolean> =>
    write(name, Buffer.from(text), mediaType);

  if (!(await writeText('data.json', documents.data(annual), JSON_TYPE))) return 'taken';
  if (!(await writeText('inputs.json', inputsJson(annual.year, stored), JSON_TYPE))) return 'taken';
  const manifest = documents.manifest({
    year: annual.year,
    revision: annual.revision,
    state: annual.state,
    amendment: annual.amendment,
    builtAt: annual.builtAt,
    form: annual.form && { id: annual.form.id, version: annual.form.version },
    rulesVersion: documents.rulesVersion,
    rules: returnRules(annual.year, documents.rulesVersion),
    policies: returnPolicies(dependencies),
    inputsVersion: annual.inputsVersion,
    evidence: annual.evidence,
    files: files.map(({ name, sha256, size }) => ({ name, sha256, size })),
  });
  if (!(await writeText(MANIFEST_FILE, manifest, JSON_TYPE))) return 'taken';
  const key = await readSigningKey();
  if (key !== undefined) {
    const { signature, publicKey } = documents.sign(Buffer.from(manifest), key);
    if (!(await write(SIGNATURE_FILE, signature, 'application/octet-stream'))) return 'taken';
    if (!(await writeText(SIGNING_KEY_FILE, publicKey, 'application/x-pem-file'))) return 'taken';
  }
  const manifestSha256 = hash('sha256', manifest);
  for (const document of documents.rendered) {
    const bytes = await document.render(annual, manifestSha256);
    if (!(await write(document.name, bytes, document.mediaType))) return 'taken';
  }
  const sums = documents.checksums(files);
  if (!(await writeText(CHECKSUMS_FILE, sums, 'text/plain; charset=utf-8'))) return 'taken';
  return { files, manifestSha256 };
};

/** `inputs.json`: what people had entered when the return was built; version 0 says that it was nothing. */
const inputsJson = (year: number, stored: StoredInputs | undefined): string => {
  const inputs = stored ?? {
    year,
    version: 0,
    inputs: NO_INPUTS,
    changedAt: null,
    changedBy: null,
    reason: null,
  };
  return `${JSON.stringify(inputs, null, 2)}\n`;
};
