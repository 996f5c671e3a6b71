import type { AnnualReturn } from '../../domain/annual-return.ts';
import { channelName } from '../channel-words.ts';
import { knownMonths } from '../known-figures.ts';
import { known, label, plainTable, type ReturnTable } from './return-table.ts';

/** Items that first became public on each channel, a month a row. */
export const monthTable = (
  annual: Pick<AnnualReturn, 'year' | 'months' | 'channels' | 'unknown'>,
): ReturnTable => {
  const months = annual.months.map((channel) => knownMonths(channel, annual));
  const width = Math.floor(82 / Math.max(1, months.length));
  return plainTable({
    id: 'months',
    caption: '各渠道逐月发布的信息（条）',
    columns: [100 - width * months.length, ...months.map(() => width)],
    headings: ['月份', ...annual.months.map(({ channel }) => channelName(annual.channels, channel))],
    rows: [
      ...Array.from({ length: 12 }, (_month, index) => [
        label(`${index + 1}月`),
        ...months.map((figures) => known(figures[index] ?? null)),
      ]),
      [label('全年'), ...months.map((figures) => known(sumOf(figures)))],
    ],
    notes: ['注：同一信息在几个渠道发布，每个渠道各记一次，各列不能相加。'],
  });
};

/** Of what is known; null where nothing is. */
const sumOf = (figures: readonly (number | null)[]): number | null =>
  figures.reduce((sum, figure) => (figure === null ? sum : (sum ?? 0) + figure), null);
