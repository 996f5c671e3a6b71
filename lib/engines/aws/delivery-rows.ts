import * as z from 'zod';
import { CONFIRMATION_RESULTS } from '../../domain/confirmation.ts';
import { headOf } from '../../domain/history.ts';
import { DELIVERY_STATES, type DeliveryRow } from '../../domain/ledger-rows.ts';
import { waitingOf } from '../../domain/waiting.ts';
import { joinHistory, splitHistory } from './history-blocks.ts';

import {
  channelOf,
  confirmShardOf,
  deliveryKey,
  itemIdOf,
  type Key,
  publishedAs,
  publishedIn,
  waitingPartition,
} from './keys.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { HistoryEntries, orNull, StoredFacts, WITHDRAWAL_MARKS } from './row-parts.ts';
import type { StoredRow } from './table-access.ts';

const StoredDelivery = z.object({
  pk: z.string(),
  sk: z.string(),
  version: z.int(),
  state: z.enum(DELIVERY_STATES),
  generation: z.int(),
  edition: z.int(),
  attempts: z.int(),
  lookUps: z.int(),
  epoch: z.int().default(1),
  lease: orNull(z.object({ token: z.string(), until: z.number() })),
  sentAt: orNull(z.number()),
  nextAttemptAt: orNull(z.number()),
  receipt: orNull(
    z.object({
      remoteId: z.string().nullable(),
      url: z.string().nullable(),
      place: z.string().nullable(),
      evidence: z.array(z.string()),
    }),
  ),
  publicAt: orNull(z.number()),
  basis: orNull(z.enum(['channel', 'page', 'stated'])),
  withdrawal: orNull(z.enum(WITHDRAWAL_MARKS)),
  takingDown: z.boolean().default(false),
  importedBy: orNull(z.number()),
  confirmation: orNull(
    z.object({
      result: z.enum(CONFIRMATION_RESULTS),
      at: z.number(),
      same: z.int(),
      times: z.int(),
      since: z.number(),
      detail: z.string().nullable(),
    }),
  ),
  confirmAt: orNull(z.number()),
  reason: orNull(z.string()),
  facts: StoredFacts,
  history: HistoryEntries,
  historySealed: z.int().default(0),
  /** Absent on rows written before histories were chained. */
  historyHead: z.string().optional(),
});

export const storedDelivery = (delivery: DeliveryRow): StoredRow & Key => {
  const { itemId, channel, history, ...rest } = delivery;
  const split = splitHistory(history);
  const waiting = waitingOf(delivery);
  return {
    ...withoutNulls(rest),
    ...deliveryKey(itemId, channel),
    history: split.history,
    ...(split.historySealed > 0 && { historySealed: split.historySealed }),
    ...(delivery.confirmAt !== null && { confirmShard: confirmShardOf(itemId, channel) }),
    ...(delivery.publicAt !== null && {
      publishedIn: publishedIn(itemId, delivery.publicAt),
      publishedAs: publishedAs(itemId, channel),
    }),
    ...(waiting !== null && {
      waitingFor: waitingPartition(waiting.reason),
      waitingSince: waiting.since,
    }),
  };
};

/** Throws `UnreadableRow`. */
export const deliveryOf = (row: StoredRow, partition: ReadonlyMap<string, StoredRow>): DeliveryRow => {
  const { pk, sk, historySealed, historyHead, ...stored } = parseRow(StoredDelivery, row);
  const itemId = itemIdOf({ pk });
  const channel = channelOf({ sk });
  const split = { historySealed, history: stored.history };
  const history = joinHistory(deliveryKey(itemId, channel), split, partition);
  return {
    ...stored,
    itemId,
    channel,
    history,
    historyHead: historyHead ?? headOf({ itemId, channel }, history),
  };
};
