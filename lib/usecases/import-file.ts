import { createHash } from 'node:crypto';
import { SUSPICION_REASONS } from '../domain/import/grouping.ts';
import { parseTable } from '../domain/import/parse-table.ts';
import type { ChannelId } from '../domain/item.ts';
import { SEALED } from '../domain/sealing.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister, ImportRecord, ImportRegister } from '../ports/registers.ts';
import type { SuspectRegister } from '../ports/suspect-register.ts';
import type { AlignDependencies } from './import/align-item.ts';
import { atOnce } from './import/at-once.ts';
import { MOST_ROWS_AT_ONCE, TITLES_AT_ONCE } from './import/import-bounds.ts';
import { carryOutTitle, planTitle, type TitlePlan } from './import/import-title.ts';
import type { OneAtATime } from './import/one-at-a-time.ts';
import { type PreparedRow, prepareRows } from './import/prepare-rows.ts';
import { readTable } from './import/read-table.ts';
import { KNOWN_WITH_OTHER_BODY, type RejectedRow, refuseAfterLive } from './import/refused-rows.ts';
import { suspectPairs } from './import/suspect-pairs.ts';

/** What an import came to. `rows` = rows read; those not rejected are `items` items, `merged` fewer than the rows. */
export interface ImportReport
  extends Pick<ImportRecord, 'rows' | 'items' | 'merged' | 'rejected' | 'suspects'> {
  /** Null for a dry run, which stores nothing. */
  readonly import: number | null;
}

export type ImportOutcome =
  | { readonly outcome: 'done'; readonly report: ImportReport }
  /** Goes on in the background; sending the same file again tells how far it is, or takes it up where a crash left it. */
  | { readonly outcome: 'running'; readonly import: number }
  /** The file is being taken back. */
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  /** Nothing was stored. */
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type ImportFile = (file: {
  readonly bytes: Uint8Array;
  /** `text/csv` or that of xlsx, parameters allowed. */
  readonly mediaType: string;
  readonly by: string;
  readonly dryRun: boolean;
}) => Promise<ImportOutcome>;

export interface ImportDependencies extends AlignDependencies {
  readonly imports: ImportRegister;
  readonly channels: ChannelRegister;
  readonly suspects: SuspectRegister;
  readonly clock: Clock;
  /** What imports, or takes imports back, in this process waits for one another in it. */
  readonly oneAtATime: OneAtATime;
  /** Takes over what an answer does not wait for, and its faults; null where nothing outlives the answer (Lambda). */
  readonly inBackground: ((work: Promise<unknown>) => void) | null;
}

/**
 * Imports the publications of earlier years from a file. Level-triggered like the rest: it works out from all rows ever
 * imported what should be, and writes what differs; so that the same file again, or the rows in another order or spread
 * over other files, come to the same.
 */
export const createImportFile = (dependencies: ImportDependencies): ImportFile => {
  const { imports, ledger, channels, definitions, clock, oneAtATime, inBackground } = dependencies;
  const running = new Map<number, Promise<ImportReport>>();
  const channelIds = new Map<string, ChannelId>(
    [...definitions.values()].flatMap(({ id, name }) => [[name, id] as const, [id, id] as const]),
  );

  const planAll = async (file: CheckedFile, importNumber: number): Promise<readonly TitlePlan[]> => {
    const plans: TitlePlan[] = [];
    await atOnce(TITLES_AT_ONCE, byTitle(file.taken), async ([titleKey, rows]) => {
      plans.push(await planTitle(dependencies, titleKey, rows, importNumber));
    });
    return plans;
  };

  const carryOut = async (file: CheckedFile, record: ImportRecord): Promise<ImportReport> => {
    const plans: TitlePlan[] = [];
    const told = { by: record.by, now: clock.now() };
    await atOnce(TITLES_AT_ONCE, byTitle(file.taken), async ([titleKey, rows]) => {
      const plan = await planTitle(dependencies, titleKey, rows, record.number);
      await carryOutTitle(dependencies, plan, told);
      await suspectPairs(dependencies, plan.suspects);
      plans.push(plan);
    });
    const report = reportOf(file, plans, record.number);
    const suspects = await withoutSealedTitles(ledger, report.suspects);
    const { import: _number, ...figures } = { ...report, suspects };
    await imports.write({ ...record, ...figures, state: 'done' });
    return { ...report, suspects };
  };

  const check = async (bytes: Uint8Array, mediaType: string): Promise<CheckedFile | InvalidFile> => {
    const read = await readTable(bytes, mediaType);
    if (read.outcome === 'invalid') return read;
    const parsed = parseTable(read.table, { channels: channelIds, now: clock.now() });
    if (parsed.outcome === 'invalid') return parsed;
    const { rows, violations } = await prepareRows(parsed.rows);
    if (violations.length > 0) return { outcome: 'invalid', violations };
    const { taken, rejected } = await refuseAfterLive(channels, rows);
    return { outcome: 'checked', rows: rows.length, taken, rejected };
  };

  /** The same file sent again meanwhile waits for the same work. */
  const start = (file: CheckedFile, record: ImportRecord): Promise<ImportReport> => {
    const work = oneAtATime(() => carryOut(file, record)).finally(() => running.delete(record.number));
    running.set(record.number, work);
    return work;
  };

  return async ({ bytes, mediaType, by, dryRun }) => {
    const file = await check(bytes, mediaType);
    if (file.outcome === 'invalid') return file;
    if (dryRun) return { outcome: 'done', report: reportOf(file, await planAll(file, 0), null) };
    const waits = file.rows <= MOST_ROWS_AT_ONCE;
    if (!waits && inBackground === null) return { outcome: 'invalid', violations: [TOO_LARGE] };

    const hash = createHash('sha256').update(bytes).digest('hex');
    const { record } = await imports.begin(hash, by, clock.now());
    if (record.state === 'voiding') return { outcome: 'conflict', violation: beingVoided(record) };
    if (record.state === 'done') return { outcome: 'done', report: reportOfRecord(record) };
    const work = running.get(record.number) ?? start(file, record);
    if (waits || inBackground === null) return { outcome: 'done', report: await work };
    inBackground(work);
    return { outcome: 'running', import: record.number };
  };
};

type InvalidFile = Extract<ImportOutcome, { outcome: 'invalid' }>;

interface CheckedFile {
  readonly outcome: 'checked';
  readonly rows: number;
  readonly taken: readonly PreparedRow[];
  readonly rejected: readonly RejectedRow[];
}

const byTitle = (rows: readonly PreparedRow[]): ReadonlyMap<string, readonly PreparedRow[]> =>
  Map.groupBy(rows, ({ stated }) => stated.titleKey);

const reportOf = (file: CheckedFile, plans: readonly TitlePlan[], number: number | null): ImportReport => {
  const itemIds = new Map(plans.flatMap((plan) => [...plan.itemIds]));
  const contradicting = new Set(plans.flatMap((plan) => plan.contradicting));
  const refused = new Map(plans.flatMap((plan) => [...plan.refused]));
  const rejected = [
    ...file.rejected,
    ...[...contradicting].map(({ row }) => ({ row, reasons: [KNOWN_WITH_OTHER_BODY] })),
    ...[...refused].map(([{ row }, reason]) => ({ row, reasons: [reason] })),
  ].toSorted((a, b) => a.row - b.row);
  const taken = file.taken.filter((row) => !contradicting.has(row) && !refused.has(row));
  const items = new Set(taken.map(({ stated }) => itemIds.get(stated.identity))).size;
  return {
    import: number,
    rows: file.rows,
    items,
    merged: taken.length - items,
    rejected,
    suspects: plans
      .flatMap(({ titleKey, suspects }) =>
        suspects.map(({ items: suspected, suspicion }) => ({
          title: titleOf(file, titleKey),
          items: suspected,
          reason: SUSPICION_REASONS[suspicion],
        })),
      )
      .toSorted((a, b) => (a.title < b.title ? -1 : Number(a.title > b.title))),
  };
};

/** Titles come from the file, and what was sealed while the import ran must not be written down after that. */
const withoutSealedTitles = async (
  ledger: Ledger,
  suspects: ImportRecord['suspects'],
): Promise<ImportRecord['suspects']> => {
  const told: ImportRecord['suspects'][number][] = [];
  for (const suspect of suspects) {
    const found = await Promise.all(suspect.items.map((id) => ledger.read(id)));
    const isSealed = found.some((snapshot) => snapshot !== undefined && snapshot.item.seal !== null);
    told.push(isSealed ? { ...suspect, title: SEALED } : suspect);
  }
  return told;
};

const titleOf = ({ taken }: CheckedFile, titleKey: string): string =>
  taken.find(({ stated }) => stated.titleKey === titleKey)?.stated.title ?? titleKey;

const reportOfRecord = ({ number, rows, items, merged, rejected, suspects }: ImportRecord): ImportReport => ({
  import: number,
  rows,
  items,
  merged,
  rejected,
  suspects,
});

const beingVoided = ({ number }: ImportRecord): Violation => ({
  code: 'being-voided',
  pointer: '',
  message: {
    zh: `这个文件是导入批次${number}，正在作废。请待作废完成后再导入；长时间未完成的，请再次作废该批次。`,
    en: `This file is import ${number}, which is being taken back. Import it again once that is complete; if it takes long, void that import again.`,
  },
});

const TOO_LARGE: Violation = {
  code: 'import-too-large',
  pointer: '',
  message: {
    zh: `本部署方式一次最多导入${MOST_ROWS_AT_ONCE}行。请把文件拆成几份依次导入，结果与一次导入相同。`,
    en: `This deployment imports at most ${MOST_ROWS_AT_ONCE} rows at once. Split the file; the parts in any order come to the same.`,
  },
};
