import type { AnnualReturn } from '../../domain/annual-return.ts';
import { channelName } from '../channel-words.ts';
import { label, plainTable, type ReturnTable, value } from './return-table.ts';

/** Items that first became public on each channel, a month a row. */
export const monthTable = ({ months, channels }: Pick<AnnualReturn, 'months' | 'channels'>): ReturnTable => {
  const width = Math.floor(82 / Math.max(1, months.length));
  return plainTable({
    id: 'months',
    caption: '各渠道逐月发布的信息（条）',
    columns: [100 - width * months.length, ...months.map(() => width)],
    headings: ['月份', ...months.map(({ channel }) => channelName(channels, channel))],
    rows: [
      ...Array.from({ length: 12 }, (_month, index) => [
        label(`${index + 1}月`),
        ...months.map(({ items }) => value(items[index] ?? 0)),
      ]),
      [label('全年'), ...months.map(({ items }) => value(items.reduce((sum, each) => sum + each, 0)))],
    ],
    notes: ['注：同一信息在几个渠道发布，每个渠道各记一次，各列不能相加。'],
  });
};
