import * as z from 'zod';
import type { ChannelRegister } from '../../ports/registers.ts';
import { channelStateKey } from './keys.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { orNull } from './row-parts.ts';
import type { TableAccess } from './table-access.ts';
import { atVersion } from './write-delivery.ts';

const StoredState = z.object({
  version: z.int(),
  liveSince: orNull(z.number()),
  outage: orNull(z.object({ since: z.number(), until: z.number(), failures: z.int() })),
  lastSuccessAt: orNull(z.number()),
});

export const createChannelRegister = (table: TableAccess): ChannelRegister => ({
  read: async (channel) => {
    const row = await table.get(channelStateKey(channel));
    return { channel, ...parseRow(StoredState, row ?? { version: 0 }) };
  },

  write: async ({ channel, ...state }, seenVersion) => {
    const row = { ...withoutNulls(state), ...channelStateKey(channel) };
    return (await table.put(row, atVersion(seenVersion))) ? 'written' : 'stale';
  },
});
