import type { ChannelId, Instant, ItemId } from '../../domain/item.ts';
import type { OwedChange } from '../../ports/ledger.ts';
import { bookkeepingOf } from './item-rows.ts';
import { itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';

/** Other channels of the item change it too, but each only a few times. */
const TURNS = 40;

const TAKE_ONE = 'DELETE #owed :only';
const ONE_OF_SEVERAL = '#generation = :generation AND contains(#owed, :channel) AND size(#owed) > :one';
// The last one takes `dueAt` along, and so leaves the index *work*, unless an erasure is not complete.
const TAKE_LAST = 'REMOVE #owed, #dueAt';
const THE_LAST =
  '#generation = :generation AND contains(#owed, :channel) AND size(#owed) = :one AND attribute_not_exists(#erasing)';
const TAKE_LAST_BUT_STAY_DUE = 'REMOVE #owed';
const THE_LAST_OF_ERASING =
  '#generation = :generation AND contains(#owed, :channel) AND size(#owed) = :one AND attribute_exists(#erasing)';

const PUT_BACK_SOONER = 'ADD #owed :only SET #dueAt = :dueAt';
const SOONER = '#generation = :generation AND (attribute_not_exists(#dueAt) OR #dueAt > :dueAt)';
const PUT_BACK = 'ADD #owed :only';
const SOON_ENOUGH = '#generation = :generation AND #dueAt <= :dueAt';

/**
 * Brings an item's `owed` and `dueAt` up to date after a write about one of its deliveries. `superseded`: the item has a
 * newer generation and was left alone. A crash before it leaves the channel owed, which costs a look and nothing else.
 */
export const changeOwed = async (
  context: LedgerContext,
  itemId: ItemId,
  channel: ChannelId,
  { generation, owed }: OwedChange,
): Promise<'applied' | 'superseded'> => {
  if (owed.is === 'none') return 'applied';
  return owed.is === 'done'
    ? takeOut(context, itemId, channel, generation)
    : putBack(context, itemId, channel, generation, owed.dueAt);
};

const takeOut = async (
  { table, memory }: LedgerContext,
  itemId: ItemId,
  channel: ChannelId,
  generation: number,
): Promise<'applied' | 'superseded'> => {
  const key = itemKey(itemId);
  const seen = { ':generation': generation, ':channel': channel, ':one': 1 };
  let remaining = memory.owed(itemId) ?? 0;
  let erasing = false;
  for (let turn = 0; turn < TURNS; turn++) {
    const taken =
      remaining === 1
        ? await table.update(
            key,
            { expression: erasing ? TAKE_LAST_BUT_STAY_DUE : TAKE_LAST, values: seen },
            erasing ? THE_LAST_OF_ERASING : THE_LAST,
          )
        : await table.update(
            key,
            { expression: TAKE_ONE, values: { ...seen, ':only': new Set([channel]) } },
            ONE_OF_SEVERAL,
          );
    if (taken) {
      memory.sawOwed(itemId, Math.max(0, remaining - 1));
      return 'applied';
    }
    const row = await table.get(key);
    if (row === undefined) return 'superseded';
    const stored = bookkeepingOf(row);
    if (stored.generation !== generation) return 'superseded';
    if (!stored.owed.has(channel)) return 'applied';
    remaining = stored.owed.size;
    erasing = stored.erasing;
  }
  throw new Error(`owed of item ${itemId} was rewritten ${TURNS} times in between`);
};

const putBack = async (
  { table }: LedgerContext,
  itemId: ItemId,
  channel: ChannelId,
  generation: number,
  dueAt: Instant,
): Promise<'applied' | 'superseded'> => {
  const key = itemKey(itemId);
  const values = { ':generation': generation, ':only': new Set([channel]), ':dueAt': dueAt };
  for (let turn = 0; turn < TURNS; turn++) {
    if (
      (await table.update(key, { expression: PUT_BACK, values }, SOON_ENOUGH)) ||
      (await table.update(key, { expression: PUT_BACK_SOONER, values }, SOONER))
    ) {
      return 'applied';
    }
    const row = await table.get(key);
    if (row === undefined || bookkeepingOf(row).generation !== generation) return 'superseded';
  }
  throw new Error(`dueAt of item ${itemId} was rewritten ${TURNS} times in between`);
};
