import type { AnnualReturn } from '../../domain/annual-return.ts';
import { isBlank } from '../../domain/count/is-blank.ts';
import { channelName } from '../channel-words.ts';
import { DISCLOSURE_LIMIT, type DisclosureRange, disclosureRanges } from '../disclosure-ranges.ts';
import { knownMonths } from '../known-figures.ts';

/** An UpSet plot: which sets of channels have how many items exactly. */
export interface OverlapPicture {
  readonly of: 'overlaps';
  readonly title: string;
  /** Null where nothing is known of a channel. */
  readonly channels: readonly { readonly name: string; readonly items: number | null }[];
  /** Largest first; `on` tells of each channel whether the set has it. */
  readonly regions: readonly { readonly on: readonly boolean[]; readonly items: number }[];
  /** Regions beyond those, too small to draw; the table has them. */
  readonly leftOut: number;
}

/** A row of bars for each channel, a bar a month, all on one scale. */
export interface MonthPicture {
  readonly of: 'months';
  readonly title: string;
  /** Null where nothing is known of a month. */
  readonly channels: readonly { readonly name: string; readonly items: readonly (number | null)[] }[];
}

/** Bars of days from formation to publication, cut by the line of the limit. */
export interface DisclosurePicture {
  readonly of: 'disclosure';
  readonly title: string;
  readonly ranges: readonly DisclosureRange[];
  readonly limit: number;
}

export type Picture = OverlapPicture | MonthPicture | DisclosurePicture;

const MOST_REGIONS = 16;

/** What a picture writes in place of a figure that nobody told the ledger. */
export const UNKNOWN = '不详';

export const overlapPicture = ({
  count,
  channels,
  unknown,
}: Pick<AnnualReturn, 'count' | 'channels' | 'unknown'>): OverlapPicture => {
  const ids = Object.keys(count.channels);
  // Stable, so that equal ones keep the order of the table.
  const largest = count.regions.toSorted((a, b) => b.items - a.items);
  return {
    of: 'overlaps',
    title: '各渠道组合的信息条数',
    channels: ids.map((id) => ({
      name: channelName(channels, id),
      items: isBlank(unknown, id) ? null : (count.channels[id] ?? 0),
    })),
    regions: largest.slice(0, MOST_REGIONS).map((region) => ({
      on: ids.map((id) => region.channels.includes(id)),
      items: region.items,
    })),
    leftOut: Math.max(0, largest.length - MOST_REGIONS),
  };
};

export const monthPicture = (
  annual: Pick<AnnualReturn, 'year' | 'months' | 'channels' | 'unknown'>,
): MonthPicture => ({
  of: 'months',
  title: '各渠道逐月发布的信息条数',
  channels: annual.months.map((channel) => ({
    name: channelName(annual.channels, channel.channel),
    items: knownMonths(channel, annual),
  })),
});

export const disclosurePicture = ({
  disclosureDays,
}: Pick<AnnualReturn, 'disclosureDays'>): DisclosurePicture => ({
  of: 'disclosure',
  title: '从信息形成到首次公开的工作日',
  ranges: disclosureRanges(disclosureDays),
  limit: DISCLOSURE_LIMIT,
});

/** What a picture tells, for those who cannot see it; the table beside it has every number. */
export const pictureWords = (picture: Picture): string => {
  if (picture.of === 'overlaps') {
    const sets = picture.regions.map(({ on, items }) => {
      const names = picture.channels.filter((_channel, index) => on[index]).map(({ name }) => name);
      return `${names.length === 1 ? '仅' : '同在'}${names.join('、')}${items}条`;
    });
    return sets.length === 0 ? '没有信息。' : `${sets.join('；')}。`;
  }
  if (picture.of === 'months') {
    const rows = picture.channels.map(
      ({ name, items }) => `${name}：${items.map((figure) => figure ?? UNKNOWN).join('、')}`,
    );
    return `一月至十二月的条数。${rows.join('；')}。`;
  }
  return `${picture.ranges.map(({ words, items }) => `${words}${items}条`).join('；')}。`;
};
