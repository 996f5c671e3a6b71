import type { ChannelId } from './item.ts';

/** The order of channels in a plan says nothing. */
export const isSamePlan = (a: readonly ChannelId[], b: readonly ChannelId[]): boolean =>
  a.length === b.length && new Set(a).symmetricDifference(new Set(b)).size === 0;
