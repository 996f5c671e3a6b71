import type { AnnualReturn } from '../../domain/annual-return.ts';
import { STANDING_WORDS } from '../../domain/evidence/evidence-words.ts';
import { KIND_WORDS } from '../../domain/import/cell-words.ts';
import type { Kind } from '../../domain/item.ts';
import type { Differences, FigureDifference, ItemPosition } from '../../domain/return-differences.ts';
import { channelName, regionWords } from '../channel-words.ts';
import { plainTable, type ReturnTable, type TableCell, text, value } from './return-table.ts';

/** Items that a document lists; `data.json` has all. */
const MOST_LISTED = 500;

const WHATS = { added: '新增', removed: '去除', changed: '变化' } as const;

/** What an amendment changes, a table each for cells, figures and items; only of kinds in which something changed. */
export const differenceTables = (
  differences: Differences,
  annual: Pick<AnnualReturn, 'channels' | 'count'>,
): readonly ReturnTable[] =>
  [cellTable(differences), figureTable(differences, annual), itemTable(differences, annual)].filter(
    ({ rows }) => rows.length > 1,
  );

const cellTable = ({ cells }: Differences): ReturnTable =>
  plainTable({
    id: 'changed-cells',
    caption: '更正的单元格',
    columns: [64, 18, 18],
    headings: ['单元格', '更正前', '更正后'],
    rows: cells.map(({ words, before, after }) => [text(words), changed(before), changed(after)]),
  });

const changed = (figure: number | '/' | '-' | null): TableCell =>
  figure === null ? text('（空白）') : value(figure);

const FIGURES: Readonly<Record<string, string>> = {
  total: '主动公开政府信息数',
  published: '本年发布的信息（去重）',
  firstPublishedEarlier: '上年已公开',
  reposts: '转载',
  withdrawn: '后已撤下',
  withdrawnAsError: '误发后撤下',
  late: '首次公开逾期',
  normativeDocuments: '主动公开规范性文件数',
};

const FORM_ROWS: Readonly<Record<string, string>> = {
  gazette: '政府公报公开政府信息数',
  website: '政府网站公开政府信息数',
  weibo: '政务微博公开政府信息数',
  wechat: '政务微信公开政府信息数',
  other: '其他方式公开政府信息数',
};

const figureWords = (name: string, annual: Pick<AnnualReturn, 'channels' | 'count'>): string => {
  const [group, member = ''] = name.split('/');
  if (group === 'channels') return `${channelName(annual.channels, member)}发布的信息`;
  if (group === 'formRows') return FORM_ROWS[member] ?? name;
  if (group === 'regions') return `${regionWords(annual, member.split('+'))}的信息`;
  if (group === 'overlaps') {
    return `${member
      .split('+')
      .map((id) => channelName(annual.channels, id))
      .join('、')}都有的信息`;
  }
  return FIGURES[name] ?? name;
};

const figureTable = (
  { figures }: Differences,
  annual: Pick<AnnualReturn, 'channels' | 'count'>,
): ReturnTable =>
  plainTable({
    id: 'changed-figures',
    caption: '更正的数字',
    columns: [64, 18, 18],
    headings: ['数字', '更正前', '更正后'],
    rows: figures.map(({ name, before, after }: FigureDifference) => [
      text(figureWords(name, annual)),
      changed(before),
      changed(after),
    ]),
  });

/** Items go by number, or by the beginning of their id: no document of a return carries a title. */
const itemTable = ({ items }: Differences, { channels }: Pick<AnnualReturn, 'channels'>): ReturnTable =>
  plainTable({
    id: 'changed-items',
    caption: '更正涉及的信息',
    columns: [20, 12, 34, 34],
    headings: ['编号', '变化', '更正前', '更正后'],
    rows: items.slice(0, MOST_LISTED).map(({ itemId, number, what, before, after }) => {
      const tell = {
        kind: before !== null && after !== null && before.kind !== after.kind,
        months:
          before !== null &&
          after !== null &&
          before.channels.join() === after.channels.join() &&
          before.months.join() !== after.months.join(),
      };
      return [
        text(number ?? itemId.slice(0, 12)),
        text(WHATS[what]),
        text(positionWords(before, channels, tell)),
        text(positionWords(after, channels, tell)),
      ];
    }),
    notes:
      items.length > MOST_LISTED
        ? [`注：共${items.length}条，此处列出${MOST_LISTED}条，其余见data.json。`]
        : [],
  });

const positionWords = (
  position: ItemPosition | null,
  channels: AnnualReturn['channels'],
  tell: { readonly kind: boolean; readonly months: boolean },
): string => {
  if (position === null) return '—';
  const on = position.channels
    .map((id, index) => `${channelName(channels, id)}${tell.months ? `（${position.months[index]}月）` : ''}`)
    .join('、');
  return [
    `${STANDING_WORDS[position.standing]}：${on}`,
    ...(tell.kind ? [`类别：${kindWord(position.kind)}`] : []),
    ...(position.withdrawn ? ['已撤下'] : []),
    ...(position.late ? ['逾期'] : []),
    ...(position.others.length > 0 ? [`合并有另外${position.others.length}条信息`] : []),
  ].join('；');
};

const kindWord = (kind: Kind): string => KIND_WORDS.entries().find(([, each]) => each === kind)?.[0] ?? kind;
