import type { AnnualReturn } from '../domain/annual-return.ts';
import type { ChannelId } from '../domain/item.ts';

/** Nothing is known of the channel in this year: it has no figure, not even 0. */
export const isBlank = (unknown: AnnualReturn['unknown'], channel: ChannelId): boolean =>
  unknown.some((days) => days.channel === channel && days.nothingKnown);
