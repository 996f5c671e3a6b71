import { hash } from 'node:crypto';
import type { ChannelId, Instant, ItemId, Sha256 } from './item.ts';

/** Who, when, what and why; written in the same write as the change that it tells of. */
export interface HistoryEntry {
  readonly at: Instant;
  /** `token:<id>` for a caller of the API, `system` for what the pipeline did by itself. */
  readonly by: string;
  /** What happened, a word of the glossary: accepted, planned, claimed, published, parked, … */
  readonly what: string;
  readonly why: string | null;
}

/** The history of one row. Only ever appended to, by {@link withEntry}. */
export interface History {
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Hash of the newest entry over all before it: whoever keeps it can tell that none was changed, left out or moved. */
  readonly historyHead: Sha256;
}

/** Whose history it is; one item's cannot be passed off as another's. */
export interface HistoryOwner {
  /** Null for a channel as a whole. */
  readonly itemId: ItemId | null;
  /** Null for the item itself. */
  readonly channel: ChannelId | null;
}

const hashOf = (text: string): Sha256 => hash('sha256', text, 'hex');

const startOf = ({ itemId, channel }: HistoryOwner): Sha256 => hashOf(JSON.stringify([itemId, channel]));

/**
 * Hash of an entry and of everything before it: SHA-256 of the JSON array of the hash before it, `at`, `by`, `what` and
 * `why`. The hash before the first entry is that of the JSON array of item and channel.
 */
const chained = (before: Sha256, { at, by, what, why }: HistoryEntry): Sha256 =>
  hashOf(JSON.stringify([before, at, by, what, why]));

export const emptyHistory = (owner: HistoryOwner): History => ({ history: [], historyHead: startOf(owner) });

/** A history with one entry more. Recorded time never runs backwards: an entry is at least as late as the one before it. */
export const withEntry = ({ history, historyHead }: History, entry: HistoryEntry): History => {
  const next = { ...entry, at: Math.max(entry.at, history.at(-1)?.at ?? 0) };
  return { history: [...history, next], historyHead: chained(historyHead, next) };
};

/** The hash of each entry, oldest first; the last is the head of an unbroken history. */
export const historyHashes = (owner: HistoryOwner, history: readonly HistoryEntry[]): readonly Sha256[] => {
  let head = startOf(owner);
  return history.map((entry) => {
    head = chained(head, entry);
    return head;
  });
};

/** The head that these entries make. */
export const headOf = (owner: HistoryOwner, history: readonly HistoryEntry[]): Sha256 =>
  historyHashes(owner, history).at(-1) ?? startOf(owner);

/** Does the head belong to these entries, and are they this row's? */
export const isUnbroken = (owner: HistoryOwner, { history, historyHead }: History): boolean =>
  headOf(owner, history) === historyHead;

/** Entries in a sealed block; a row keeps between one and two blocks' worth, so that rewriting it stays cheap. */
export const HISTORY_BLOCK = 16;

/** How many of so many entries stand in sealed blocks of their own; the others, the newest, stay on the row. */
export const sealedEntries = (entries: number): number =>
  entries < 2 * HISTORY_BLOCK ? 0 : (Math.floor(entries / HISTORY_BLOCK) - 1) * HISTORY_BLOCK;
