import * as z from 'zod';
import { HISTORY_BLOCK, type HistoryEntry, sealedEntries } from '../../domain/history.ts';
import { historyKey, type Key } from './keys.ts';
import { parseRow } from './parse-row.ts';
import { HistoryEntries } from './row-parts.ts';
import type { StoredRow, TableAccess } from './table-access.ts';

const Block = z.object({ entries: HistoryEntries });

export interface SplitHistory {
  /** Entries that stand in blocks. */
  readonly historySealed: number;
  /** The newest, which stay on the row. */
  readonly history: readonly HistoryEntry[];
}

export const splitHistory = (history: readonly HistoryEntry[]): SplitHistory => {
  const historySealed = sealedEntries(history.length);
  return { historySealed, history: history.slice(historySealed) };
};

/**
 * Writes the blocks that a row is about to leave out, before the row itself. Entries are only ever appended, so a block
 * is the same whoever writes it, and one without its row yet is harmless.
 */
export const sealHistory = async (
  table: TableAccess,
  owner: Key,
  history: readonly HistoryEntry[],
  alreadySealed: number,
): Promise<void> => {
  for (let from = alreadySealed; from < sealedEntries(history.length); from += HISTORY_BLOCK) {
    await table.put({ ...historyKey(owner, from), entries: history.slice(from, from + HISTORY_BLOCK) });
  }
};

/** All entries of a row, oldest first; `partition` is everything that stands in the row's partition. Throws when a block is missing. */
export const joinHistory = (
  owner: Key,
  { historySealed, history }: SplitHistory,
  partition: ReadonlyMap<string, StoredRow>,
): readonly HistoryEntry[] => {
  const sealed: HistoryEntry[] = [];
  while (sealed.length < historySealed) {
    const { pk, sk } = historyKey(owner, sealed.length);
    const block = partition.get(sk);
    if (block === undefined) throw new Error(`row ${pk} / ${sk} is missing`);
    sealed.push(...parseRow(Block, block).entries);
  }
  return [...sealed, ...history];
};
