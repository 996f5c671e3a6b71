import type { AnnualReturn, ReturnCount } from '../../domain/annual-return.ts';
import { isBlank } from '../../domain/count/is-blank.ts';
import type { ChannelId } from '../../domain/item.ts';
import { channelName, regionWords } from '../channel-words.ts';
import { inAll, inMonths } from '../known-figures.ts';
import { known, label, plainTable, type ReturnTable, type TableCell, value } from './return-table.ts';

type Figures = Pick<AnnualReturn, 'count' | 'channels' | 'unknown'>;

/** Items by channel. Of a channel of which nothing is known the figure is 不详, not 0. */
export const channelTable = ({ count, channels, unknown }: Figures): ReturnTable =>
  plainTable({
    id: 'channels',
    caption: '各渠道本年发布的信息',
    columns: [70, 30],
    headings: ['渠道', '发布条数'],
    rows: Object.entries(count.channels).map(([id, items]) => [
      label(channelName(channels, id)),
      known(isBlank(unknown, id) ? null : items),
    ]),
    notes: ['注：渠道之间有重复，各行不能相加作为总数。'],
  });

/** Overlaps as disjoint sets: what is on exactly these channels, so that the rows add up. */
export const regionTable = ({ count, channels, unknown }: Figures): ReturnTable =>
  plainTable({
    id: 'regions',
    caption: '按发布渠道的组合划分的信息',
    columns: [70, 30],
    headings: ['渠道组合', '信息条数'],
    rows: [
      ...count.regions.map((region): readonly TableCell[] => [
        label(regionWords({ channels, count }, region.channels)),
        value(region.items),
      ]),
      [label('合计：本年发布的信息（去重）'), known(inAll(count.published, { count, unknown }))],
    ],
    notes: ['注：各行互不重叠，相加等于本年发布的信息数。'],
  });

/** Sets of channels that a document lists; `data.json` has all. */
const MOST_OVERLAPS = 60;

/** Overlaps as people ask for them: what is on at least these channels. They do not add up to anything. */
export const overlapTable = ({ count, channels, unknown }: Figures): ReturnTable => {
  const { overlaps } = count;
  const names = (ids: readonly string[]): string =>
    Object.keys(count.channels)
      .filter((id) => ids.includes(id))
      .map((id) => channelName(channels, id))
      .join('、');
  const left = overlaps.length - MOST_OVERLAPS;
  return plainTable({
    id: 'overlaps',
    caption: '各渠道之间重复的信息',
    columns: [70, 30],
    headings: ['渠道', '都发布的信息条数'],
    rows:
      overlaps.length === 0
        ? [[label('各渠道之间相同的信息'), known(inAll(0, { count, unknown }))]]
        : overlaps
            .slice(0, MOST_OVERLAPS)
            .map((overlap) => [label(names(overlap.channels)), value(overlap.items)]),
    notes: [
      '注：不论是否另在其他渠道发布，各行不能相加。',
      ...(left > 0 ? [`注：其余${left}个组合见data.json。`] : []),
    ],
  });
};

/** From what was published to the total, a step a row. */
export const reconciliationTable = ({ count, unknown }: Pick<Figures, 'count' | 'unknown'>): ReturnTable => {
  const { published, firstPublishedEarlier, reposts, total, policies } = count;
  const figure = (items: number): TableCell => known(inAll(items, { count, unknown }));
  const withoutReposts = policies.countReposts ? '' : ` − 转载${reposts}`;
  const sum = `${published} − 上年已公开${firstPublishedEarlier}${withoutReposts}`;
  return plainTable({
    id: 'reconciliation',
    caption: '总数核对',
    columns: [70, 30],
    headings: ['项目', '条数'],
    rows: [
      [label('本年发布的信息（去重）'), figure(published)],
      [label('其中：上年已公开（首次公开早于本年，不重复计入）', 1), figure(firstPublishedEarlier)],
      [label(`其中：转载（${policies.countReposts ? '按口径计入' : '按口径不计入'}）`, 1), figure(reposts)],
      [
        label(`主动公开政府信息数${inAll(total, { count, unknown }) === null ? '' : ` ＝ ${sum}`}`),
        figure(total),
      ],
      [label('总数中：首次公开逾期', 1), figure(count.late)],
      [label('总数中：后已撤下', 1), figure(count.withdrawn)],
      [label('另有：误发后撤下（不计入总数）', 1), figure(count.withdrawnAsError)],
    ],
  });
};

const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;

/** The quarterly table: the form's row of the total, and each channel. */
export const quarterTable = (
  quarters: readonly ReturnCount[],
  annual: Pick<AnnualReturn, 'year' | 'count' | 'channels' | 'unknown'>,
): ReturnTable => {
  const { count, channels } = annual;
  const row = (words: string, figure: (of: ReturnCount) => number, indent = 0): readonly TableCell[] => [
    label(words, indent),
    ...[...quarters, count].map((of) => known(inAll(figure(of), annual))),
  ];
  const channelRow = (id: ChannelId): readonly TableCell[] => [
    label(channelName(channels, id), 1),
    ...quarters.map((quarter, index) =>
      known(inMonths(quarter.channels[id] ?? 0, id, { first: index * 3 + 1, last: index * 3 + 3 }, annual)),
    ),
    known(isBlank(annual.unknown, id) ? null : (count.channels[id] ?? 0)),
  ];
  return plainTable({
    id: 'quarters',
    caption: '按季度统计的信息',
    columns: [40, ...QUARTERS.map(() => 12), 12],
    headings: ['项目', ...QUARTERS, '全年'],
    rows: [
      row('主动公开政府信息数（去重，首次公开在该期）', ({ total }) => total),
      row('该期发布的信息（去重）', ({ published }) => published),
      row('其中：以前已公开', ({ firstPublishedEarlier }) => firstPublishedEarlier, 1),
      ...Object.keys(count.channels).map(channelRow),
    ],
    notes: [
      '注：“主动公开政府信息数”四个季度之和等于全年；其他各行的信息可能跨季度在不同渠道发布，不能相加。',
    ],
  });
};
