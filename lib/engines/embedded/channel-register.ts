import { emptyHistory } from '../../domain/history.ts';
import type { ChannelRegister, ChannelState } from '../../ports/registers.ts';
import { integer, integerOrNull, json, jsonOrNull, textOrNull } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export const createChannelRegister = ({
  database,
  write,
}: Pick<LedgerContext, 'database' | 'write'>): ChannelRegister => {
  const find = prepareQuery(
    database,
    `SELECT version, live_since, outage, last_success_at, paused, history, history_head
     FROM channel_state WHERE channel = ?`,
  );
  const insert = database.prepare(
    `INSERT INTO channel_state (version, live_since, outage, last_success_at, paused, history, history_head, channel)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel) DO NOTHING`,
  );
  const update = database.prepare(
    `UPDATE channel_state SET version = ?, live_since = ?, outage = ?, last_success_at = ?, paused = ?,
       history = ?, history_head = ? WHERE channel = ? AND version = ?`,
  );
  return {
    read: async (channel) => {
      const row = find.get(channel);
      const empty = emptyHistory({ itemId: null, channel });
      if (row === undefined)
        return {
          channel,
          version: 0,
          liveSince: null,
          outage: null,
          lastSuccessAt: null,
          paused: null,
          ...empty,
        };
      return {
        channel,
        version: integer(row[0]),
        liveSince: integerOrNull(row[1]),
        outage: jsonOrNull(row[2]),
        lastSuccessAt: integerOrNull(row[3]),
        paused: jsonOrNull(row[4]),
        history: json(row[5]),
        // Written before anybody paused it.
        historyHead: textOrNull(row[6]) ?? empty.historyHead,
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

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

const values = (state: ChannelState) =>
  [
    state.version,
    state.liveSince,
    jsonOf(state.outage),
    state.lastSuccessAt,
    jsonOf(state.paused),
    JSON.stringify(state.history),
    state.historyHead,
    state.channel,
  ] as const;
