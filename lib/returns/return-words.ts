import type { AnnualReturn } from '../domain/annual-return.ts';
import { pubDate } from '../domain/shanghai-time.ts';

/** As real reports are called, in the two lines in which they are set. */
export const titleLines = ({
  office,
  year,
}: Pick<AnnualReturn, 'office' | 'year'>): readonly [string, string] => [
  office.name,
  `${year}年政府信息公开工作年度报告`,
];

export const reportTitle = (annual: Pick<AnnualReturn, 'office' | 'year'>): string =>
  titleLines(annual).join('');

/** What stands over the form's tables where they are a document of their own. */
export const statisticsTitle = ({ form }: Pick<AnnualReturn, 'form'>): string =>
  form === null
    ? '主动公开政府信息情况'
    : (form.tables.find(({ title }) => title !== null)?.title ?? '政府信息公开工作年度报告统计表');

/** 草稿, 已报送 or 第n次更正. */
export const stateWord = ({ state, amendment }: Pick<AnnualReturn, 'state' | 'amendment'>): string => {
  if (state === 'draft') return '草稿';
  return amendment === null ? '已报送' : `第${amendment.number}次更正`;
};

/** {@link stateWord}, and which revision of the year it is. */
export const stateMark = (annual: Pick<AnnualReturn, 'state' | 'amendment' | 'revision'>): string => {
  const amends = annual.amendment === null ? '' : `，更正第${annual.amendment.amends}稿`;
  return `${stateWord(annual)}（第${annual.revision}稿${amends}）`;
};

export const periodWords = ({ year }: Pick<AnnualReturn, 'year'>): string =>
  `统计期间：${year}年1月1日至${year}年12月31日`;

/** What a reader has to know before any figure. */
export const noticeSentences = ({
  year,
  count,
  channels,
  unknown,
  builtAt,
}: Pick<AnnualReturn, 'year' | 'count' | 'channels' | 'unknown' | 'builtAt'>): readonly string[] => {
  const practice = channels.filter((channel) => channel.practice).map(({ name }) => name);
  return [
    ...(Number(pubDate(builtAt).slice(0, 4)) <= year
      ? ['统计期间尚未结束：本稿只反映截至生成时间的情况。']
      : []),
    ...unknown.map(({ message }) => `不详：${message.zh}`),
    ...(count.practiceDeliveries > 0
      ? [
          `演练：本稿含演练渠道（${practice.join('、')}）的发布记录${count.practiceDeliveries}条次，仅供演练，正式报送时不计入。`,
        ]
      : []),
  ];
};

/** The counting rules (docs/counting.md), as a reader of the return needs them. */
export const ruleSentences = ({ count }: Pick<AnnualReturn, 'count'>): readonly string[] => [
  '相同的信息通过不同的渠道和方式发布，计为1条（国办发〔2014〕32号统计表第一部分）。',
  '信息计入公众首次能在任一渠道看到的年份；以后年份在其他渠道再发布的，只计入该渠道的数字。',
  '更正、改版仍是同一条信息，不另计；解读单独计1条。',
  `转载上级文件：${count.policies.countReposts ? '计入' : '不计入'}（本单位设定）。`,
  '发布后撤下的仍计入并单列；因误发撤下的不计入并单列。',
  '只统计公众可以看到的信息；已报送渠道但尚未公开的不计入。',
];

/** The layout of 2019 and 2020 is not offered: what the files have instead. */
export const layoutNotOffered = ({ year }: Pick<AnnualReturn, 'year'>): string =>
  `${year}年度适用国办公开办函〔2019〕60号的过渡格式，本系统不提供该格式。以下只列出条数、渠道重复情况和依据，供填写过渡格式时核对。`;
