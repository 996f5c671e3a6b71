import * as z from 'zod';
import { canonicalLine } from '../../domain/content/canonical-text.ts';
import { headOf } from '../../domain/history.ts';
import type { ChannelId } from '../../domain/item.ts';
import { ITEM_STATES, type ItemRow, WITHDRAWAL_CAUSES } from '../../domain/ledger-rows.ts';
import { isErasing } from '../../domain/sealing.ts';
import { itemWaitingOf } from '../../domain/waiting.ts';
import { joinHistory, splitHistory } from './history-blocks.ts';
import {
  acceptedIn,
  dueShardOf,
  hashedKey,
  itemIdOf,
  itemKey,
  type Key,
  UNNUMBERED,
  waitingPartition,
} from './keys.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { HistoryEntries, orNull, StoredApprovals } from './row-parts.ts';
import type { StoredRow } from './table-access.ts';

/** Left out when empty: the service keeps no empty set. */
const Channels = z.set(z.string()).default(new Set());

const StoredWithdrawal = z.object({
  cause: z.enum(WITHDRAWAL_CAUSES),
  reason: z.string(),
  notice: z.string().nullable(),
  at: z.number(),
  by: z.string(),
  approvals: StoredApprovals,
  approved: z.boolean(),
});

const StoredSeal = z.object({
  at: z.number(),
  by: z.string(),
  reason: z.string(),
  generation: z.int(),
  erasedAt: z.number().nullable(),
});

const StoredItem = z.object({
  pk: z.string(),
  number: orNull(z.string()),
  generation: z.int(),
  state: z.enum(ITEM_STATES),
  editionKey: z.string(),
  edition: z.int(),
  contentHash: z.string(),
  title: z.string(),
  documentNumber: orNull(z.string()),
  plan: z.array(z.string()),
  owed: Channels,
  dueAt: orNull(z.number()),
  acceptedAt: z.number(),
  recordedAt: z.number(),
  dueOn: orNull(z.string()),
  importedBy: orNull(z.number()),
  voided: orNull(z.object({ import: z.int(), reason: z.string(), at: z.number(), by: z.string() })),
  withdrawal: orNull(StoredWithdrawal),
  seal: orNull(StoredSeal),
  history: HistoryEntries,
  historySealed: z.int().default(0),
  /** Absent on rows written before histories were chained. */
  historyHead: z.string().optional(),
});

/** What the delivery side rewrites by itself, whatever the item's generation. */
const Bookkeeping = StoredItem.pick({ generation: true, number: true, owed: true, dueAt: true }).extend({
  bodyless: z.boolean(),
  /** Sealed, and the erasure is not complete: the item stays due whatever its channels are owed. */
  erasing: z.boolean().default(false),
});
export type Bookkeeping = z.infer<typeof Bookkeeping>;

export const bookkeepingOf = (row: StoredRow): Bookkeeping => parseRow(Bookkeeping, row);

/** `bodyless`: its content came without a body, as from an import. */
export const storedItem = (item: ItemRow, bodyless: boolean): StoredRow & Key => {
  const { id, owed, history, ...rest } = item;
  const split = splitHistory(history);
  const waiting = itemWaitingOf(item);
  return {
    ...withoutNulls(rest),
    ...itemKey(id),
    ...(owed.length > 0 && { owed: new Set(owed) }),
    history: split.history,
    ...(split.historySealed > 0 && { historySealed: split.historySealed }),
    bodyless,
    ...(isErasing(item) && { erasing: true }),
    ...(waiting !== null && { waitingFor: waitingPartition(waiting.reason), waitingSince: waiting.since }),
    dueShard: dueShardOf(id),
    acceptedIn: acceptedIn(item.acceptedAt),
    titleKey: hashedKey(canonicalLine(item.title)),
    ...(item.documentNumber !== null && {
      documentNumberKey: hashedKey(canonicalLine(item.documentNumber)),
    }),
    numberKey: item.number ?? UNNUMBERED,
  };
};

/** Throws `UnreadableRow`. */
export const itemOf = (row: StoredRow, partition: ReadonlyMap<string, StoredRow>): ItemRow => {
  const { pk, owed, historySealed, historyHead, ...stored } = parseRow(StoredItem, row);
  const id = itemIdOf({ pk });
  const history = joinHistory(itemKey(id), { historySealed, history: stored.history }, partition);
  return {
    ...stored,
    id,
    owed: inOrder(owed, stored.plan),
    history,
    historyHead: historyHead ?? headOf({ itemId: id, channel: null }, history),
  };
};

/** A set comes back in no order of ours; the plan's is the one that people chose. */
const inOrder = (channels: ReadonlySet<ChannelId>, plan: readonly ChannelId[]): readonly ChannelId[] => [
  ...plan.filter((channel) => channels.has(channel)),
  ...[...channels].filter((channel) => !plan.includes(channel)).toSorted(),
];
