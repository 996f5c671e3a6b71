import type { ChannelId, Instant } from '../../domain/item.ts';
import type { OwedChange } from '../../ports/ledger.ts';
import { integer, integerOrNull, json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

/** What an item owes its channels, and when to look. */
export interface Owing {
  readonly owed: readonly ChannelId[];
  readonly dueAt: Instant | null;
}

export const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b < a) ? b : a;

/** Applies a change within a write, unless the item has another generation by now. */
export type KeepOwing = (sequence: number, channel: ChannelId, change: OwedChange) => 'kept' | 'superseded';

export const createKeepOwing = ({ database }: LedgerContext): KeepOwing => {
  const find = prepareQuery(
    database,
    'SELECT generation, owed, due_at, plan, erasing FROM item WHERE seq = ?',
  );
  const update = database.prepare('UPDATE item SET owed = ?, due_at = ? WHERE seq = ?');
  return (sequence, channel, { generation, owed }) => {
    if (owed.is === 'none') return 'kept';
    const row = find.get(sequence);
    if (integer(row?.[0]) !== generation) return 'superseded';
    const before: Owing = { owed: json(row?.[1]), dueAt: integerOrNull(row?.[2]) };
    const after =
      owed.is === 'done'
        ? without(before, channel, row?.[4] === 1)
        : withDue(before, channel, owed.dueAt, json(row?.[3]));
    if (after.owed !== before.owed || after.dueAt !== before.dueAt) {
      update.run(JSON.stringify(after.owed), after.dueAt, sequence);
    }
    return 'kept';
  };
};

/** An erasure that is not complete keeps the item due when nothing else does. */
const without = (before: Owing, channel: ChannelId, erasing: boolean): Owing => {
  const owed = before.owed.filter((other) => other !== channel);
  return { owed, dueAt: owed.length === 0 && !erasing ? null : before.dueAt };
};

const withDue = (before: Owing, channel: ChannelId, dueAt: Instant, plan: readonly ChannelId[]): Owing => ({
  owed: before.owed.includes(channel) ? before.owed : inOrderOf(plan, [...before.owed, channel]),
  dueAt: earlier(before.dueAt, dueAt),
});

/** Channels that are not planned (any more) come last. */
const inOrderOf = (plan: readonly ChannelId[], channels: readonly ChannelId[]): readonly ChannelId[] => [
  ...plan.filter((channel) => channels.includes(channel)),
  ...channels.filter((channel) => !plan.includes(channel)),
];
