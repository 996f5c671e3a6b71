import type { ChannelId } from './item.ts';
import type { DeliveryRow, ItemRow } from './ledger-rows.ts';

/** Is there, or may there be, a copy with the channel that this delivery put there? */
export const mayHaveCopy = ({ state }: Pick<DeliveryRow, 'state'>): boolean =>
  state !== 'none' && state !== 'withdrawn';

/**
 * The channels that have to be looked at once what should be has changed: all that are planned now, and all that have a
 * copy or could have got one under the plan before, even between reading these rows and the change; a look at one
 * that needs nothing is cheap. Copies that only a file states are left to people: nothing here can find them by our key.
 */
export const owedAfterChange = (
  before: Pick<ItemRow, 'plan' | 'owed'>,
  deliveries: readonly DeliveryRow[],
  plan: readonly ChannelId[],
): readonly ChannelId[] => {
  const copies = deliveries.filter(mayHaveCopy);
  const sent = copies.filter(({ importedBy }) => importedBy === null).map(({ channel }) => channel);
  const stated = copies.filter(({ importedBy }) => importedBy !== null).map(({ channel }) => channel);
  const concerned = new Set([...plan, ...before.plan, ...before.owed, ...sent]);
  return [...concerned.difference(new Set(stated))];
};
