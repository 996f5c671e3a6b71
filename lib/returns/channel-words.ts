import type { AnnualReturn } from '../domain/annual-return.ts';
import type { ChannelId } from '../domain/item.ts';

/** What the office calls a channel; one that is no longer configured goes by its id. */
export const channelName = (channels: AnnualReturn['channels'], id: ChannelId): string =>
  channels.find((channel) => channel.id === id)?.name ?? id;

/** 仅门户网站, or 同在门户网站、市级信息公开平台: exactly these, in the order of the figures. */
export const regionWords = (
  { channels, count }: Pick<AnnualReturn, 'channels' | 'count'>,
  ids: readonly ChannelId[],
): string => {
  const names = Object.keys(count.channels)
    .filter((id) => ids.includes(id))
    .map((id) => channelName(channels, id));
  return `${names.length === 1 ? '仅' : '同在'}${names.join('、')}`;
};
