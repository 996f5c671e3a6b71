import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { Policies } from '../../configuration/policies.ts';
import { newDelivery } from '../../domain/delivery-progress.ts';
import type { RowGroup } from '../../domain/import/grouping.ts';
import { rowContent } from '../../domain/import/row-content.ts';
import type { ChannelId, Day, Instant } from '../../domain/item.ts';
import type {
  CountFacts,
  DeliveryRow,
  EditionRow,
  HistoryEntry,
  ItemRow,
  ItemSnapshot,
} from '../../domain/ledger-rows.ts';
import type { WorkingDays } from '../../domain/working-days.ts';
import type { ImportedRow } from '../../ports/registers.ts';
import { withKey } from '../edition-key.ts';
import { prepareContent } from '../prepare-content.ts';

/** Rows that are one item, and their import. */
export interface ImportedGroup extends RowGroup {
  readonly rows: readonly [GroupedRow, ...GroupedRow[]];
}

export type GroupedRow = RowGroup['rows'][number] & Pick<ImportedRow, 'importedBy'>;

/** Who imports, and when. */
export interface Told {
  readonly by: string;
  readonly now: Instant;
}

/** The earliest row of each channel, in the order in which the channels came. */
export const firstOnEachChannel = ({ rows }: ImportedGroup): ReadonlyMap<ChannelId, GroupedRow> => {
  const first = new Map<ChannelId, GroupedRow>();
  for (const row of rows) if (!first.has(row.channel)) first.set(row.channel, row);
  return first;
};

/** The first of the rows that states it: what one channel leaves out, another may say. */
const firstStated = (
  { rows }: ImportedGroup,
  name: 'documentNumber' | 'formedOn' | 'unit' | 'area',
): string | null => rows.find((row) => row[name] !== null)?.[name] ?? null;

export interface ImportedFacts {
  readonly workingDays: WorkingDays;
  readonly policies: Policies;
}

/** The last day for disclosure, where a row states when the item was formed. */
export const importedDueOn = (group: ImportedGroup, { workingDays, policies }: ImportedFacts): Day | null => {
  const formedOn = firstStated(group, 'formedOn');
  return formedOn === null ? null : workingDays.dueOn(formedOn, policies.disclosureLimit.otherwise).day;
};

/** What the count needs. An import was real, whatever its channel is used for now. */
export const importedFacts = (
  group: ImportedGroup,
  definition: ChannelDefinition,
  facts: ImportedFacts,
): CountFacts => ({
  kind: group.rows[0].kind,
  origin: group.rows[0].origin,
  unit: firstStated(group, 'unit'),
  area: firstStated(group, 'area'),
  dueOn: importedDueOn(group, facts),
  formRow: definition.formRow,
  practice: false,
});

/** The edition of an imported item: what the file states and nothing more; nobody approved it here. */
export const importedEdition = (group: ImportedGroup, { by, now }: Told): EditionRow => {
  const [first] = group.rows;
  const documentNumber = firstStated(group, 'documentNumber');
  const content = rowContent({ ...first, documentNumber, body: firstBody(group) });
  const prepared = prepareContent(content);
  return withKey({
    itemId: group.itemId,
    edition: 1,
    contentHash: group.itemId,
    contentVersion: prepared.contentVersion,
    copyHash: prepared.copyHash,
    content: {
      ...content,
      issuer: '',
      unit: firstStated(group, 'unit'),
      formedOn: firstStated(group, 'formedOn') ?? '',
      topic: null,
      genre: null,
      kind: first.kind,
      origin: first.origin,
      area: firstStated(group, 'area'),
      importance: 'ordinary',
      relations: [],
      consulted: [],
      columns: {},
      publishAt: null,
      author: { name: '', unit: null },
      review: { reviewer: '', conclusion: 'public', reviewedAt: '' },
      approvals: [],
    },
    html: prepared.html,
    text: prepared.text,
    warnings: [],
    houseStyle: prepared.houseStyle,
    recordedAt: now,
    by,
    reason: null,
  });
};

const firstBody = ({ rows }: ImportedGroup): string | null =>
  rows.find(({ body }) => body !== null)?.body ?? null;

/** An item that the pipeline owes nobody: it is public already where its rows say so. */
export const importedItem = (
  group: ImportedGroup,
  edition: EditionRow,
  dueOn: Day | null,
  { by, now }: Told,
): ItemRow => {
  const [{ importedBy }] = group.rows;
  return {
    id: group.itemId,
    number: null,
    generation: 1,
    state: 'live',
    editionKey: edition.key,
    edition: 1,
    contentHash: edition.contentHash,
    title: edition.content.title,
    documentNumber: edition.content.documentNumber,
    plan: [...firstOnEachChannel(group).keys()],
    owed: [],
    dueAt: null,
    acceptedAt: now,
    recordedAt: now,
    dueOn,
    importedBy,
    history: [{ at: now, by, what: 'imported', why: importName(importedBy) }],
  };
};

const importName = (importedBy: number): string => `导入批次${importedBy}`;

/** The delivery as the row states it; the same row where it says so already. */
export const statedDelivery = (
  { item }: Pick<ItemSnapshot, 'item'>,
  existing: DeliveryRow | undefined,
  row: GroupedRow,
  facts: CountFacts,
  { by, now }: Told,
): DeliveryRow => {
  if (existing !== undefined && tellsTheSame(existing, row, facts)) return existing;
  const before = existing ?? newDelivery(item, row.channel, facts);
  return {
    ...before,
    version: before.version + 1,
    state: 'published',
    generation: item.generation,
    edition: item.edition,
    receipt: { remoteId: null, url: row.url, place: null, evidence: [] },
    publicAt: row.publishedAt,
    basis: 'stated',
    importedBy: row.importedBy,
    reason: null,
    facts,
    history: [...before.history, entry(before, { by, now }, 'imported', importName(row.importedBy))],
  };
};

const tellsTheSame = (existing: DeliveryRow, row: GroupedRow, facts: CountFacts): boolean =>
  existing.publicAt === row.publishedAt &&
  (existing.receipt?.url ?? null) === row.url &&
  COUNTED.every((name) => existing.facts[name] === facts[name]);

const COUNTED = [
  'kind',
  'origin',
  'unit',
  'area',
  'dueOn',
  'formRow',
  'practice',
] as const satisfies readonly (keyof CountFacts)[];

/** A delivery whose row turned out to belong to another item; the row stays, with what it said in its history. */
export const regroupedDelivery = (existing: DeliveryRow, { by, now }: Told): DeliveryRow => ({
  ...existing,
  version: existing.version + 1,
  state: 'none',
  receipt: null,
  publicAt: null,
  basis: null,
  reason: null,
  history: [
    ...existing.history,
    entry(
      existing,
      { by, now },
      'regrouped',
      `按导入规则归入另一条信息；原网址：${existing.receipt?.url ?? '无'}`,
    ),
  ],
});

/** Recorded time never runs backwards within a row. */
const entry = (
  { history }: { readonly history: readonly HistoryEntry[] },
  { by, now }: Told,
  what: string,
  why: string,
): HistoryEntry => ({ at: Math.max(now, history.at(-1)?.at ?? 0), by, what, why });
