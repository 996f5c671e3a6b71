import { ChannelDefinition } from '../../../../lib/configuration/channel-definition.ts';
import { Policies } from '../../../../lib/configuration/policies.ts';
import type { ItemSnapshot } from '../../../../lib/domain/ledger-rows.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';
import { createWorkingDays } from '../../../../lib/domain/working-days.ts';
import { openEmbeddedEngine } from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import type { Engine } from '../../../../lib/ports/engine.ts';
import { type CountedYear, createCountYear } from '../../../../lib/usecases/count-year.ts';
import { createOneAtATime } from '../../../../lib/usecases/import/one-at-a-time.ts';
import {
  createImportFile,
  type ImportDependencies,
  type ImportOutcome,
  type ImportReport,
} from '../../../../lib/usecases/import-file.ts';

export const DEFINITIONS = new Map(
  [
    { id: 'portal', name: '门户网站', kind: 'site', practice: true },
    { id: 'provincial', name: '山东政务服务网', kind: 'http', practice: true },
    { id: 'municipal', name: '市级信息公开平台', kind: 'manual', practice: true },
  ].map((definition) => [definition.id, ChannelDefinition.parse(definition)]),
);

export const POLICIES = Policies.parse({});
export const WORKING_DAYS = createWorkingDays({ verifiedThrough: 2026, years: new Map() });

export interface ImportBench {
  readonly engine: Engine;
  readonly dependencies: ImportDependencies;
  import(text: string, options?: { readonly dryRun?: boolean }): Promise<ImportOutcome>;
  importDone(text: string, options?: { readonly dryRun?: boolean }): Promise<ImportReport>;
  count(year: number): Promise<CountedYear>;
  /** Every item with its deliveries, ordered by id. */
  items(): Promise<readonly ItemSnapshot[]>;
}

/** An office on an engine in memory, on 3 January 2018 unless told otherwise, that imports CSV texts. */
export const openImportBench = async (
  replace: (engine: Engine) => Partial<ImportDependencies> = () => ({}),
  now = instantOf('2018-01-03 10:00')!.instant,
): Promise<ImportBench> => {
  const clock = { now: () => now };
  const engine = await openEmbeddedEngine({ dataDir: ':memory:', clock });
  const dependencies: ImportDependencies = {
    ledger: engine.ledger,
    imports: engine.imports,
    channels: engine.channels,
    suspects: engine.suspects,
    oneAtATime: createOneAtATime(),
    definitions: DEFINITIONS,
    policies: POLICIES,
    workingDays: WORKING_DAYS,
    clock,
    inBackground: null,
    ...replace(engine),
  };
  const importFile = createImportFile(dependencies);
  const importText: ImportBench['import'] = (text, { dryRun = false } = {}) =>
    importFile({ bytes: new TextEncoder().encode(text), mediaType: 'text/csv', by: 'token:admin', dryRun });
  return {
    engine,
    dependencies,
    import: importText,
    importDone: async (text, options) => {
      const imported = await importText(text, options);
      if (imported.outcome !== 'done') throw new Error(JSON.stringify(imported));
      return imported.report;
    },
    count: (year) =>
      createCountYear({
        ledger: engine.ledger,
        register: engine.channels,
        definitions: DEFINITIONS,
        policies: POLICIES,
        clock,
      })(year, {}),
    items: () => itemsOf(engine),
  };
};

const itemsOf = async ({ ledger }: Engine): Promise<readonly ItemSnapshot[]> => {
  const items: ItemSnapshot[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof ledger.list>> = await ledger.list({
      limit: 1000,
      ...(cursor === '' ? {} : { cursor }),
    });
    for (const { item } of page.rows) {
      const snapshot = await ledger.read(item.id);
      if (snapshot !== undefined) items.push(snapshot);
    }
    cursor = page.nextCursor;
  }
  return items.toSorted((a, b) => (a.item.id < b.item.id ? -1 : 1));
};

/** What is public, and where: whatever an import of the same rows must come to, in any order. */
export const publicOf = (items: readonly ItemSnapshot[]) =>
  items.flatMap(({ item, deliveries }) =>
    deliveries
      .filter(({ publicAt }) => publicAt !== null)
      .toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
      .map(({ channel, publicAt, basis, receipt, facts, state }) => ({
        id: item.id,
        title: item.title,
        channel,
        publicAt,
        basis,
        state,
        url: receipt?.url ?? null,
        facts,
      })),
  );

export interface CsvRow {
  readonly channel?: string;
  readonly title?: string;
  readonly documentNumber?: string;
  readonly publishedAt?: string;
  readonly url?: string;
  readonly body?: string;
  readonly formedOn?: string;
}

const HEADER = ['channel', 'title', 'documentNumber', 'publishedAt', 'url', 'body', 'formedOn'] as const;

/** A file of rows; what a row leaves out is an ordinary notice on the portal in March. */
export const csvOf = (rows: readonly CsvRow[]): string =>
  [
    HEADER.join(','),
    ...rows.map((row) => {
      const cells: CsvRow = { channel: 'portal', title: '（虚构）通知', publishedAt: '2017-03-01', ...row };
      return HEADER.map((name) => `"${(cells[name] ?? '').replaceAll('"', '""')}"`).join(',');
    }),
  ].join('\n');
