import type { ItemId } from '../item.ts';
import { type Decision, type ItemPair, pairKey, pairOf } from './decision.ts';

/** What people have decided about items, as it stands after the last decision. */
export interface Relations {
  /** What was decided about these two and not undone; undefined where nobody did, even if other merges make them one. */
  readonly standing: (pair: ItemPair) => 'merged' | 'apart' | undefined;
  /** The items that are one with this one, itself included, in order of id; only itself where it was merged with none. */
  readonly groupOf: (itemId: ItemId) => readonly ItemId[];
  /** Groups of two or more, each in order of id. */
  readonly groups: readonly (readonly ItemId[])[];
  /** The merges that make the two one, from the first to the second; undefined where they are not. */
  readonly chain: (from: ItemId, to: ItemId) => readonly ItemPair[] | undefined;
  /** The pairs that are to stay apart. */
  readonly apart: readonly ItemPair[];
}

/** Merges are transitive: what is merged with the same item is one. */
export const relationsOf = (decisions: Iterable<Pick<Decision, 'items' | 'decision'>>): Relations => {
  const standings = new Map<string, { readonly items: ItemPair; readonly is: 'merged' | 'apart' }>();
  for (const { items, decision } of decisions) {
    if (decision === 'undo') standings.delete(pairKey(items));
    else standings.set(pairKey(items), { items, is: decision === 'merge' ? 'merged' : 'apart' });
  }
  const neighbours = new Map<ItemId, Set<ItemId>>();
  for (const { items, is } of standings.values()) {
    if (is !== 'merged') continue;
    for (const [from, to] of [items, items.toReversed()]) {
      if (from === undefined || to === undefined) continue;
      const known = neighbours.get(from) ?? new Set();
      neighbours.set(from, known.add(to));
    }
  }
  const groups = groupsOf(neighbours);
  const groupByItem = new Map(groups.flatMap((group) => group.map((itemId) => [itemId, group])));
  return {
    standing: (pair) => standings.get(pairKey(pair))?.is,
    groupOf: (itemId) => groupByItem.get(itemId) ?? [itemId],
    groups,
    chain: (from, to) => chainOf(neighbours, from, to),
    apart: [...standings.values()].flatMap(({ items, is }) => (is === 'apart' ? [items] : [])),
  };
};

const groupsOf = (neighbours: ReadonlyMap<ItemId, ReadonlySet<ItemId>>): readonly (readonly ItemId[])[] => {
  const seen = new Set<ItemId>();
  const groups: (readonly ItemId[])[] = [];
  for (const start of neighbours.keys()) {
    if (seen.has(start)) continue;
    const group = [...reached(neighbours, start).keys()];
    for (const itemId of group) seen.add(itemId);
    groups.push(group.toSorted());
  }
  return groups;
};

/** Each item that can be reached, and the one that it was reached from, in breadth: chains are the shortest. */
const reached = (
  neighbours: ReadonlyMap<ItemId, ReadonlySet<ItemId>>,
  start: ItemId,
): ReadonlyMap<ItemId, ItemId | null> => {
  const from = new Map<ItemId, ItemId | null>([[start, null]]);
  // A map goes on to what is added to it while it is gone through.
  for (const itemId of from.keys()) {
    for (const next of neighbours.get(itemId) ?? []) if (!from.has(next)) from.set(next, itemId);
  }
  return from;
};

const chainOf = (
  neighbours: ReadonlyMap<ItemId, ReadonlySet<ItemId>>,
  start: ItemId,
  end: ItemId,
): readonly ItemPair[] | undefined => {
  const from = reached(neighbours, start);
  if (start === end || !from.has(end)) return undefined;
  const chain: ItemPair[] = [];
  for (let at = end, before = from.get(at); before != null; at = before, before = from.get(at)) {
    chain.push(pairOf(before, at));
  }
  return chain.toReversed();
};
