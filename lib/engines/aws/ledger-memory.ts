import type { HistoryEntry } from '../../domain/history.ts';
import type { Instant, ItemId } from '../../domain/item.ts';
import type { DeliveryRow, ItemRow } from '../../domain/ledger-rows.ts';
import { splitHistory } from './history-blocks.ts';
import { deliveryKey, itemKey, type Key } from './keys.ts';

/** Entries to keep of each kind; a worker reads an item shortly before it writes about it. */
const LIMIT = 2000;

/** What this process saw committed last. Saves calls by guessing right; nothing is decided on it. */
export interface LedgerMemory {
  sawItem(item: ItemRow): void;
  sawDelivery(delivery: DeliveryRow): void;
  sawOwed(id: ItemId, channels: number): void;
  /** How many channels the item owed; undefined where it was not seen. */
  owed(id: ItemId): number | undefined;
  /** How many of a row's history entries stand in blocks; 0 where it was not seen. */
  sealed(key: Key): number;
  /** The newest time on any row seen. */
  newest(): Instant | null;
}

const rowName = ({ pk, sk }: Key): string => `${pk}/${sk}`;

const setBounded = <Value>(values: Map<string, Value>, name: string, value: Value): void => {
  values.delete(name);
  values.set(name, value);
  const [oldest] = values.keys();
  if (values.size > LIMIT && oldest !== undefined) values.delete(oldest);
};

export const createLedgerMemory = (): LedgerMemory => {
  const owed = new Map<string, number>();
  const sealed = new Map<string, number>();
  let newest: Instant | null = null;

  const sawHistory = (key: Key, history: readonly HistoryEntry[]): void => {
    setBounded(sealed, rowName(key), splitHistory(history).historySealed);
    const last = history.at(-1);
    if (last !== undefined) newest = Math.max(newest ?? last.at, last.at);
  };

  return {
    sawItem: ({ id, owed: channels, recordedAt, history }) => {
      setBounded(owed, id, channels.length);
      newest = Math.max(newest ?? recordedAt, recordedAt);
      sawHistory(itemKey(id), history);
    },
    sawDelivery: ({ itemId, channel, history }) => sawHistory(deliveryKey(itemId, channel), history),
    sawOwed: (id, channels) => setBounded(owed, id, channels),
    owed: (id) => owed.get(id),
    sealed: (key) => sealed.get(rowName(key)) ?? 0,
    newest: () => newest,
  };
};
