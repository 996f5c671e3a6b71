import type { ChannelId } from '../item.ts';
import type { UnknownDays } from './unknown-days.ts';

/** Nothing is known of the channel in this year: it has no figure, not even 0. */
export const isBlank = (
  unknown: readonly Pick<UnknownDays, 'channel' | 'nothingKnown'>[],
  channel: ChannelId,
): boolean => unknown.some((days) => days.channel === channel && days.nothingKnown);
