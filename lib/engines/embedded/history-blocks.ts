import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import {
  HISTORY_BLOCK,
  type History,
  type HistoryEntry,
  type HistoryOwner,
  headOf,
  sealedEntries,
} from '../../domain/history.ts';
import type { ChannelId } from '../../domain/item.ts';
import { integer, json, textOrNull } from './columns.ts';
import { prepareQuery } from './query.ts';

/** Reads the oldest entries of one history, as many as are sealed. */
export type SealedEntries = (count: number) => readonly HistoryEntry[];

/** The older entries of histories, out of the rows that are rewritten often. `channel` is null for the item itself. */
export interface HistoryBlocks {
  /** Within the write that leaves these entries out of the row. Entries are only appended, so a block never changes. */
  seal(item: number, channel: ChannelId | null, history: readonly HistoryEntry[]): void;
  of(item: number, channel: ChannelId | null): SealedEntries;
}

export const createHistoryBlocks = (database: DatabaseSync): HistoryBlocks => {
  const insert = database.prepare(
    'INSERT INTO history_block (item, channel, before, entries) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const find = prepareQuery(
    database,
    'SELECT entries FROM history_block WHERE item = ? AND channel = ? ORDER BY before',
  );
  return {
    seal(item, channel, history) {
      for (let before = 0; before < sealedEntries(history.length); before += HISTORY_BLOCK) {
        const entries = history.slice(before, before + HISTORY_BLOCK);
        insert.run(item, channel ?? '', before, JSON.stringify(entries));
      }
    },
    of: (item, channel) => (count) => {
      const entries = find
        .all(item, channel ?? '')
        .flatMap(([block]): readonly HistoryEntry[] => json(block));
      if (entries.length < count)
        throw new Error(`the ledger holds ${entries.length} of ${count} sealed history entries`);
      return entries.slice(0, count);
    },
  };
};

/** The columns `history`, `history_sealed` and `history_head`. */
export const storedHistory = ({ history, historyHead }: History): readonly SQLInputValue[] => {
  const sealed = sealedEntries(history.length);
  return [JSON.stringify(history.slice(sealed)), sealed, historyHead];
};

/** Of the same three columns; a row written before histories were chained has no head yet. */
export const wholeHistory = (
  owner: HistoryOwner,
  [newest, sealedCount, storedHead]: readonly (SQLOutputValue | undefined)[],
  sealed: SealedEntries,
): History => {
  const count = integer(sealedCount);
  const onRow: readonly HistoryEntry[] = json(newest);
  const history = count === 0 ? onRow : [...sealed(count), ...onRow];
  return { history, historyHead: textOrNull(storedHead ?? null) ?? headOf(owner, history) };
};
