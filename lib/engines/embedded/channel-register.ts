import type { ChannelRegister, ChannelState } from '../../ports/registers.ts';
import { integer, integerOrNull, jsonOrNull } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export const createChannelRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): ChannelRegister => {
  const find = prepareQuery(
    database,
    'SELECT version, live_since, outage, last_success_at FROM channel_state WHERE channel = ?',
  );
  const insert = database.prepare(
    `INSERT INTO channel_state (version, live_since, outage, last_success_at, channel) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (channel) DO NOTHING`,
  );
  const update = database.prepare(
    `UPDATE channel_state SET version = ?, live_since = ?, outage = ?, last_success_at = ?
     WHERE channel = ? AND version = ?`,
  );
  return {
    read: async (channel) => {
      const row = find.get(channel);
      if (row === undefined)
        return { channel, version: 0, liveSince: null, outage: null, lastSuccessAt: null };
      return {
        channel,
        version: integer(row[0]),
        liveSince: integerOrNull(row[1]),
        outage: jsonOrNull(row[2]),
        lastSuccessAt: integerOrNull(row[3]),
      };
    },
    write: (next, seenVersion) =>
      write(() => {
        const { changes } =
          seenVersion === 0 ? insert.run(...values(next)) : update.run(...values(next), seenVersion);
        return changes === 1 ? 'written' : 'stale';
      }),
  };
};

const values = ({ version, liveSince, outage, lastSuccessAt, channel }: ChannelState) =>
  [version, liveSince, outage === null ? null : JSON.stringify(outage), lastSuccessAt, channel] as const;
