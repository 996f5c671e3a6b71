import * as z from 'zod';
import { emptyHistory, sealedEntries } from '../../domain/history.ts';
import type { ChannelRegister } from '../../ports/registers.ts';
import { joinHistory, sealHistory, splitHistory } from './history-blocks.ts';
import { channelStateKey } from './keys.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { HistoryEntries, orNull } from './row-parts.ts';
import type { StoredRow, TableAccess } from './table-access.ts';
import { atVersion } from './write-delivery.ts';

const StoredState = z.object({
  version: z.int(),
  liveSince: orNull(z.number()),
  outage: orNull(z.object({ since: z.number(), until: z.number(), failures: z.int() })),
  lastSuccessAt: orNull(z.number()),
  paused: orNull(z.object({ at: z.number(), by: z.string(), reason: z.string() })),
  history: HistoryEntries.default([]),
  historySealed: z.int().default(0),
  historyHead: z.string().optional(),
});

export const createChannelRegister = (table: TableAccess): ChannelRegister => {
  /** Older pauses stand in blocks of their own, which few channels ever have. */
  const blocksOf = async (partition: string): Promise<ReadonlyMap<string, StoredRow>> => {
    const blocks = new Map<string, StoredRow>();
    for await (const row of table.query({ partition })) blocks.set(String(row['sk']), row);
    return blocks;
  };

  return {
    read: async (channel) => {
      const key = channelStateKey(channel);
      const row = await table.get(key);
      const { historySealed, history, historyHead, ...state } = parseRow(StoredState, row ?? { version: 0 });
      const blocks = historySealed === 0 ? new Map<string, StoredRow>() : await blocksOf(key.pk);
      return {
        channel,
        ...state,
        history: joinHistory(key, { historySealed, history }, blocks),
        historyHead: historyHead ?? emptyHistory({ itemId: null, channel }).historyHead,
      };
    },

    write: async ({ channel, history, ...state }, seenVersion) => {
      const key = channelStateKey(channel);
      // A write adds one entry at the most, so what is older was sealed by the writes before.
      await sealHistory(table, key, history, sealedEntries(Math.max(0, history.length - 1)));
      const row = { ...withoutNulls(state), ...splitHistory(history), ...key };
      return (await table.put(row, atVersion(seenVersion))) ? 'written' : 'stale';
    },
  };
};
