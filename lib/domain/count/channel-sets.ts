import type { ChannelId } from '../item.ts';

/** A set of channels, sorted by id, and the number of items that it stands for. */
export interface ChannelSet {
  readonly channels: readonly ChannelId[];
  readonly items: number;
}

/** An item on n channels lies in 2^n − n − 1 overlaps; past this many they serve nobody and only regions and pairs are listed. */
const LARGEST_REGION_IN_FULL = 10;

/** Channel ids hold no comma, so a joined set is a key of its own. */
export const channelSetKey = (channels: readonly ChannelId[]): string => channels.join(',');

/** Single channels as configured, then larger sets by size and name: the order in which a report tells them. */
export const sortSets = (
  sets: Iterable<ChannelSet>,
  configured: readonly ChannelId[],
): readonly ChannelSet[] =>
  [...sets].toSorted(
    (a, b) =>
      a.channels.length - b.channels.length ||
      (a.channels.length === 1 ? place(a, configured) - place(b, configured) : 0) ||
      compareText(channelSetKey(a.channels), channelSetKey(b.channels)),
  );

const place = ({ channels: [only] }: ChannelSet, configured: readonly ChannelId[]): number => {
  const index = only === undefined ? -1 : configured.indexOf(only);
  return index === -1 ? configured.length : index;
};

// Code units, not the locale: the same on every machine.
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Every set of two or more channels that have an item in common, with the number of items on all of them, whatever
 * else carries those. Made from the regions alone, never by going through all 2^k sets of the channels there are.
 */
export const overlapsOf = (regions: readonly ChannelSet[]): readonly ChannelSet[] => {
  const sets = new Map<string, readonly ChannelId[]>();
  for (const { channels } of regions) {
    for (const set of subsetsOf(channels)) sets.set(channelSetKey(set), set);
  }
  return [...sets.values()].map((channels) => ({
    channels,
    items: regions
      .filter((region) => channels.every((channel) => region.channels.includes(channel)))
      .reduce((sum, region) => sum + region.items, 0),
  }));
};

/** Subsets of two or more, their order kept; of a very large set only its pairs and itself. */
const subsetsOf = (channels: readonly ChannelId[]): readonly (readonly ChannelId[])[] => {
  if (channels.length > LARGEST_REGION_IN_FULL) {
    const pairs = channels.flatMap((a, index) => channels.slice(index + 1).map((b) => [a, b]));
    return [...pairs, channels];
  }
  let subsets: (readonly ChannelId[])[] = [[]];
  for (const channel of channels) subsets = [...subsets, ...subsets.map((subset) => [...subset, channel])];
  return subsets.filter(({ length }) => length >= 2);
};
