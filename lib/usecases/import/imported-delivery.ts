import { newDelivery } from '../../domain/delivery-progress.ts';
import { withEntry } from '../../domain/history.ts';
import type { CountFacts, DeliveryRow, ItemSnapshot } from '../../domain/ledger-rows.ts';
import { type GroupedRow, importName, type Told, voidingWhy } from './imported-group.ts';

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
    ...withEntry(before, { at: now, by, what: 'imported', why: importName(row.importedBy) }),
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

/** A delivery whose row belongs to another item, or was taken back; the row stays, with what it said in its history. */
export const leftDelivery = (existing: DeliveryRow, { by, now, voiding }: Told): DeliveryRow => ({
  ...existing,
  version: existing.version + 1,
  state: 'none',
  receipt: null,
  publicAt: null,
  basis: null,
  // Nothing that a file says stands in the way of people any more, nor is what is sent here later a file's.
  importedBy: null,
  takingDown: false,
  confirmation: null,
  confirmAt: null,
  reason: null,
  ...withEntry(existing, {
    at: now,
    by,
    what: voiding === undefined ? 'regrouped' : 'voided',
    why: `${voiding === undefined ? '按导入规则归入另一条信息' : voidingWhy(voiding)}；原网址：${existing.receipt?.url ?? '无'}`,
  }),
});
