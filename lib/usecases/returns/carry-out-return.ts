import { returnsFolder } from '../../domain/annual-return.ts';
import type { Violation } from '../../domain/violation.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReturnBasis, ReturnRecord, ReturnTask } from '../../ports/registers.ts';
import type { ReturnWork } from '../../ports/return-works.ts';
import { gatherEvidence } from '../gather-evidence.ts';
import { claimRevision } from './claim-revision.ts';
import { figuresHash } from './figures-hash.ts';
import { lastFiled } from './filed-return.ts';
import { DRAFT_OUTDATED, FILED_MEANWHILE, judgeFiling, refusedAs } from './judge-filing.ts';
import { returnChannels, settingsHashes } from './return-settings.ts';
import { sealMeanwhile } from './seal-meanwhile.ts';
import { watchLines } from './watch-lines.ts';
import { createWriteRevision, type RevisionPlan, type WriteDependencies } from './write-revision.ts';

/** Does what the record of a revision asks for, and puts the end of it there. What is no longer `building` is left alone. */
export type CarryOutReturn = (work: ReturnWork) => Promise<void>;

type Filing = ReturnRecord & { readonly task: Extract<ReturnTask, { kind: 'filing' }> };

export const createCarryOutReturn = (dependencies: WriteDependencies): CarryOutReturn => {
  const { returns, objectStore } = dependencies;
  const writeRevision = createWriteRevision(dependencies);

  /** Puts the plan into files, under the next number where files of a builder that died stand in the folder. */
  const write = async (record: ReturnRecord, plan: RevisionPlan): Promise<ReturnRecord> => {
    const written = (await isEmpty(objectStore, record)) ? await writeRevision(record, plan) : 'taken';
    if (written !== 'taken') return written;
    const next = await claimRevision(returns, record);
    await returns.replace({ ...record, state: 'superseded', supersededBy: next.revision });
    return write(next, plan);
  };

  const draft = async (record: ReturnRecord): Promise<void> => {
    const newest = (await returns.list(record.year)).findLast(({ state }) => state === 'draft');
    const decide: RevisionPlan['decide'] = (_composed, basis) =>
      newest !== undefined && isEqual(newest.basis, basis)
        ? { state: 'superseded', refusal: null, supersededBy: newest.revision }
        : null;
    await returns.replace(await write(record, { state: 'draft', amends: null, reason: null, decide }));
  };

  const settingsNow = async (year: number) => ({
    ...settingsHashes(dependencies, year, dependencies.documents.rulesVersion),
    inputsVersion: (await returns.readInputs(year))?.version ?? 0,
  });

  /** As a draft has them. */
  const figuresNow = async (year: number): Promise<string> => {
    const channels = returnChannels(dependencies);
    const watch = watchLines(dependencies.documents);
    const stream = gatherEvidence(
      { ...dependencies, documents: watch.documents },
      { year, channels, excludePractice: false },
    );
    for await (const _chunk of stream.chunks);
    return figuresHash(watch.linesHash(), stream.gathered(), {
      year,
      policies: dependencies.policies,
      channels: channels.map(({ id }) => id),
    });
  };

  const refuse = (record: ReturnRecord, violation: Violation): Promise<void> =>
    returns.replace({ ...record, files: [], ...refusedAs({ outcome: 'conflict', violation }) });

  const file = async (record: Filing): Promise<void> => {
    const { task, year } = record;
    const records = await returns.list(year);
    const draftRecord = records.find(({ revision, state }) => revision === task.draft && state === 'draft');
    // Told at once, where the ledger need not be read to know it.
    if (draftRecord === undefined || isOfOther(draftRecord, await settingsNow(year)))
      return refuse(record, DRAFT_OUTDATED);
    const amends = lastFiled(records) ?? null;
    const end = await write(record, {
      state: 'filed',
      amends,
      reason: task.reason,
      // After what is to be filed was read: what came in between is in neither, or it is found here.
      decide: async (composed, basis) =>
        isOfOther(draftRecord, basis) || draftRecord.basis?.figures !== (await figuresNow(year))
          ? refusedAs({ outcome: 'conflict', violation: DRAFT_OUTDATED })
          : judgeFiling(task, { composed, basis, amends }),
    });
    if (end.state !== 'filed') await returns.replace(end);
    else if ((await returns.file(end)) === 'taken') await refuse(end, FILED_MEANWHILE);
  };

  return async ({ year, revision }) => {
    const record = (await returns.list(year)).find((known) => known.revision === revision);
    if (record?.state !== 'building') return;
    await (isFiling(record) ? file(record) : draft(record));
    await sealMeanwhile(dependencies, record);
  };
};

const isFiling = (record: ReturnRecord): record is Filing => record.task.kind === 'filing';

const isEmpty = async (
  objectStore: Pick<ObjectStore, 'list'>,
  { year, revision }: ReturnWork,
): Promise<boolean> => {
  for await (const _key of objectStore.list(`${returnsFolder(year)}${revision}/`)) return false;
  return true;
};

const isEqual = (before: ReturnBasis | null, now: ReturnBasis): boolean =>
  before !== null && NAMES.every((name) => before[name] === now[name]);

const NAMES = [
  'evidenceRoot',
  'evidenceLines',
  'inputsVersion',
  'rules',
  'policies',
  'surroundings',
] as const satisfies readonly (keyof ReturnBasis)[];

/** Whether the draft was made of other inputs or settings than these. */
const isOfOther = (
  { basis }: ReturnRecord,
  now: Pick<ReturnBasis, 'inputsVersion' | 'rules' | 'policies'>,
): boolean =>
  basis === null ||
  basis.inputsVersion !== now.inputsVersion ||
  basis.rules !== now.rules ||
  basis.policies !== now.policies;
