import type { ChannelId } from '../item.ts';
import type { YearCount } from './count-year.ts';
import type { UnknownDays } from './unknown-days.ts';

/** Nothing is known of the channel in this year: it has no figure, not even 0. */
export const isBlank = (
  unknown: readonly Pick<UnknownDays, 'channel' | 'nothingKnown'>[],
  channel: ChannelId,
): boolean => unknown.some((days) => days.channel === channel && days.nothingKnown);

/** Nothing at all is known of the year: its figures of 0 say nothing. */
export const isAllBlank = ({
  count,
  unknown,
}: {
  readonly count: Pick<YearCount, 'channels'>;
  readonly unknown: readonly Pick<UnknownDays, 'channel' | 'nothingKnown'>[];
}): boolean => {
  const channels = Object.keys(count.channels);
  return channels.length > 0 && channels.every((channel) => isBlank(unknown, channel));
};
