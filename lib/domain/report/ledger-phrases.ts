import { isBlank } from '../count/is-blank.ts';
import type { CellValue } from '../form/cell-value.ts';
import { LAYOUT_REMARKS, type LayoutRemark } from './layout-remarks.ts';
import type { NumberContext } from './number-context.ts';
import type { Phrase } from './phrase.ts';
import {
  channelNames,
  commonRegions,
  EARLIER,
  IN_ERROR,
  OF_LEDGER,
  REPOSTS_COUNTED,
  REPOSTS_LEFT_OUT,
  TOTAL,
  WITH_REPOSTS,
  WITHDRAWN,
  WITHOUT_REPOSTS,
} from './publication-sentence.ts';
import type { ReportFacts } from './report-facts.ts';

/** What a report says of the figures that the ledger has and the form has no cell for, around each number. */
export const LATE: NumberContext = { before: '首次公开逾期的信息', after: '条' };
export const INTERPRETATIONS: NumberContext = { before: '首次公开的政策解读信息', after: '条' };
export const RESPONSES: NumberContext = { before: '首次公开的回应类信息', after: '条' };
export const NORMATIVE: NumberContext = { before: '首次公开的行政规范性文件', after: '条' };
export const WITHOUT_AREA: NumberContext = { before: '未标明领域的信息', after: '条' };
export const areaContext = (area: string): NumberContext => ({ before: `“${area}”`, after: '条' });

export const REMARKS: Readonly<Record<LayoutRemark, NumberContext>> = {
  'layout-normalised': { before: '原稿文字大小、段落格式不统一的信息', after: '条' },
  'document-number-brackets': { before: '发文字号的年份没有使用六角括号的信息', after: '条' },
  'half-width-punctuation': { before: '中文中使用了半角标点的信息', after: '条' },
  'heading-levels-out-of-order': { before: '结构层次序数越级的信息', after: '条' },
};

/** Of a kind, of the counted total. */
export const totalOfKind = ({ byKind }: Pick<ReportFacts, 'byKind'>, kind: string): number =>
  byKind.find(({ value }) => value === kind)?.total ?? 0;

const figure = (
  zh: string,
  en: string,
  value: CellValue,
  context: NumberContext,
  ...also: readonly string[]
): Phrase => ({
  name: { zh: `台账统计的${zh}`, en: `the ledger's figure of ${en}` },
  cell: null,
  value,
  unit: '条',
  contexts: [context, ...also.map((before) => ({ before, after: context.after }))],
});

/** Every figure of the count that a text can be held against, beside those of cells. */
export const ledgerPhrases = (facts: ReportFacts): readonly Phrase[] => [
  ...channelPhrases(facts),
  ...commonRegions(facts).map(({ context, items, names }) =>
    figure(`同时在${names}发布的信息`, `items on ${names}`, items, context),
  ),
  ...countPhrases(facts),
  ...groupPhrases(facts),
  ...LAYOUT_REMARKS.map((code) =>
    figure(
      REMARKS[code].before,
      `items with the remark ${code}`,
      facts.remarks.find((remark) => remark.code === code)?.items ?? 0,
      REMARKS[code],
    ),
  ),
];

const channelPhrases = (facts: ReportFacts): readonly Phrase[] => {
  const nameOf = channelNames(facts);
  return Object.entries(facts.count.channels).map(([id, items]) => {
    const name = nameOf(id);
    return figure(
      `${name}发布的信息`,
      `items on ${name}`,
      isBlank(facts.unknown, id) ? null : items,
      { before: `${name}发布`, after: '条' },
      `${name}共发布`,
      `${name}公开`,
      `${name}主动公开政府信息`,
    );
  });
};

const countPhrases = ({ count, form, year }: ReportFacts): readonly Phrase[] => {
  const { total, reposts } = count;
  return [
    // In the old form the total has a cell.
    ...(form.id === 'form-2014'
      ? []
      : [
          figure(
            `${year}年主动公开政府信息数（去重）`,
            `items made public in ${year}, each once`,
            total,
            TOTAL,
            '累计发布',
            '总共发布',
            '全年发布',
            '全年共发布',
            '共主动公开政府信息',
            '累计主动公开政府信息',
          ),
        ]),
    figure('主动公开政府信息数', 'items made public', total, OF_LEDGER),
    figure('上年已公开的信息', 'items first public earlier', count.firstPublishedEarlier, EARLIER),
    figure('转载的信息', 'reposts', reposts, REPOSTS_COUNTED),
    figure('转载的信息', 'reposts', reposts, REPOSTS_LEFT_OUT),
    figure('不含转载的信息', 'items without reposts', total - reposts, WITHOUT_REPOSTS),
    figure('含转载的信息', 'items with reposts', total + reposts, WITH_REPOSTS),
    figure('已撤下的信息', 'items withdrawn', count.withdrawn, WITHDRAWN),
    figure('因误发撤下的信息', 'items published in error', count.withdrawnAsError, IN_ERROR),
    figure('首次公开逾期的信息', 'items first public late', count.late, LATE, '逾期公开', '逾期公开信息'),
  ];
};

const groupPhrases = (facts: ReportFacts): readonly Phrase[] => [
  figure('政策解读信息', 'interpretations', totalOfKind(facts, 'interpretation'), INTERPRETATIONS),
  figure('回应类信息', 'responses', totalOfKind(facts, 'response'), RESPONSES),
  figure(
    '行政规范性文件',
    'normative documents made public',
    totalOfKind(facts, 'normative-document'),
    NORMATIVE,
  ),
  ...facts.byArea.map(({ value, total }) =>
    value === null
      ? figure('未标明领域的信息', 'items that state no area', total, WITHOUT_AREA)
      : figure(`“${value}”领域的信息`, `items of the area ${value}`, total, areaContext(value)),
  ),
];
