import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import { isBodyless } from './accept-item.ts';
import { storedEdition } from './edition-rows.ts';
import { eraseRejected, noteAttachments } from './erase-content.ts';
import { expectExamination } from './expect-examination.ts';
import { sealHistory } from './history-blocks.ts';
import { type Bookkeeping, bookkeepingOf, storedItem } from './item-rows.ts';
import { itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { isRedirect } from './redirects.ts';
import type { Condition, StoredRow } from './table-access.ts';

/** Deliveries of one item rewrite its bookkeeping a few times a second at most. */
const TURNS = 20;

/** Holds while these attributes are what they were when the row was read, or still absent. */
const unchanged = (row: StoredRow, attributes: readonly string[]): Condition => {
  const values: Record<string, unknown> = {};
  const terms = attributes.map((attribute) => {
    if (row[attribute] === undefined) return `attribute_not_exists(#${attribute})`;
    values[`:${attribute}`] = row[attribute];
    return `#${attribute} = :${attribute}`;
  });
  return { expression: terms.join(' AND '), values };
};

/** What is stored wins where `next` may not know of it: the number, channels that were put back into owed, an earlier look. */
const reconcile = (next: ItemRow, stored: Bookkeeping): ItemRow => {
  const owed = [...new Set(next.owed).union(stored.owed)];
  const times = [next.dueAt, owed.length > 0 ? stored.dueAt : null].filter((time) => time !== null);
  return {
    ...next,
    number: stored.number,
    owed,
    dueAt: times.length === 0 ? null : Math.min(...times),
  };
};

/** The client sends a write again when its answer was lost; then our own first try looks like a rival's. */
const saysSo = (row: StoredRow, next: ItemRow): boolean =>
  (['generation', 'state', 'editionKey', 'historyHead'] as const).every((name) => row[name] === next[name]) &&
  JSON.stringify(row['plan']) === JSON.stringify(next.plan);

/**
 * Puts the whole row on the condition that nothing about it changed since it was read; bookkeeping done in between is
 * read again and kept, a newer generation is stale. Throws after many turns lost.
 */
export const changeItem = async (
  context: LedgerContext,
  next: ItemRow,
  edition: EditionRow | null,
  seenGeneration: number,
): Promise<'changed' | 'stale'> => {
  const { table, packing, memory } = context;
  const key = itemKey(next.id);
  const stale = async () => {
    if (edition !== null) await eraseRejected(context, edition);
    return 'stale' as const;
  };
  if (edition !== null) {
    await noteAttachments(context, edition);
    await table.put(await storedEdition(edition, packing));
    await expectExamination(table, next.id, edition.key);
  }
  await sealHistory(table, key, next.history, memory.sealed(key));
  for (let turn = 0; turn < TURNS; turn++) {
    const row = await table.get(key);
    if (row === undefined || isRedirect(row)) return 'stale';
    const stored = bookkeepingOf(row);
    if (stored.generation !== seenGeneration) return turn > 0 && saysSo(row, next) ? 'changed' : stale();
    const merged = reconcile(next, stored);
    const bodyless = edition === null ? stored.bodyless : isBodyless(edition);
    const condition = unchanged(row, ['generation', 'number', 'owed', 'dueAt']);
    if (await table.put(storedItem(merged, bodyless), condition)) {
      memory.sawItem(merged);
      return 'changed';
    }
  }
  throw new Error(`item ${next.id} was rewritten ${TURNS} times while it was to be changed`);
};
