import type { AnnualReturn } from '../domain/annual-return.ts';
import type { ChannelSet } from '../domain/count/channel-sets.ts';
import type { ChannelId } from '../domain/item.ts';
import { isBlank } from './is-blank.ts';

/**
 * The sentence of a report's chapter 五, in the manner of real ones: each channel's number, what they have in common as
 * disjoint regions (pairwise overlaps do not make up a total of three or more channels), and the total, each item once.
 */
export const publicationSentence = ({
  year,
  office,
  count,
  channels,
  unknown,
}: Pick<AnnualReturn, 'year' | 'office' | 'count' | 'channels' | 'unknown'>): string => {
  const nameOf = (id: ChannelId): string => channels.find((channel) => channel.id === id)?.name ?? id;
  const figures = Object.entries(count.channels)
    .filter(([id]) => !isBlank(unknown, id))
    .map(([id, items]) => ({ name: nameOf(id), items }));
  const days = unknown
    .map(({ channel, from, through }) => `${nameOf(channel)}${from}至${through}`)
    .join('、');
  // What nobody told the ledger is named beside every total that leaves it out.
  const left = days === '' ? '' : `（不含情况不详的部分：${days}）`;
  if (days !== '' && figures.length === 0) {
    return `${RULE}，${office.shortName}${year}年发布的信息条数不详（${days}）${errorsIn(count)}。`;
  }
  if (count.published === 0) {
    const names = figures.map(({ name }) => name).join('、');
    return `${RULE}，${office.shortName}${year}年没有通过${names}发布信息，累计共发布了0条信息${left}${errorsIn(count)}。`;
  }
  return `${[
    RULE,
    ...figures.map(channelClause),
    ...commonClauses(count.regions, Object.keys(count.channels), nameOf),
    ...(count.firstPublishedEarlier > 0
      ? [`以上信息中有${count.firstPublishedEarlier}条为上年已公开，不再计入`]
      : []),
    `${office.shortName}${year}年累计共发布了${count.total}条信息`,
  ].join('，')}${left}${repostsIn(count)}${withdrawnIn(count)}${errorsIn(count)}。`;
};

const RULE = '按相同的信息通过不同的渠道和方式发布计为1条';

/** 通过甲发布78条信息，乙发布7条信息，丙发布了62条信息 */
const channelClause = (
  { name, items }: { readonly name: string; readonly items: number },
  index: number,
  all: readonly unknown[],
): string => `${index === 0 ? '通过' : ''}${name}发布${index === all.length - 1 ? '了' : ''}${items}条信息`;

const commonClauses = (
  regions: readonly ChannelSet[],
  order: readonly ChannelId[],
  nameOf: (id: ChannelId) => string,
): readonly string[] => {
  const common = regions.filter(({ channels }) => channels.length > 1);
  const used = new Set(regions.flatMap(({ channels }) => channels)).size;
  if (common.length === 0) return used > 1 ? ['各渠道之间没有相同的信息'] : [];
  const onlyPairs = common.every(({ channels }) => channels.length === 2);
  const clauses = common.map(({ channels, items }) => {
    const names = channels.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).map(nameOf);
    const [first, second] = names;
    if (names.length > 2) return `有${items}条信息在${listed(names)}${names.length}个渠道都发布`;
    return onlyPairs
      ? `有${items}条信息既在${first}又在${second}发布`
      : `有${items}条信息只在${first}和${second}2个渠道发布`;
  });
  const [firstClause, ...rest] = clauses;
  return [`其中${firstClause}`, ...rest];
};

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join('、')}和${names.at(-1)}`;

/** Both figures are always printed: whether a repost counts as one's own is the office's decision. */
const repostsIn = ({ reposts, total, policies }: AnnualReturn['count']): string => {
  if (reposts === 0) return '';
  return policies.countReposts
    ? `（其中转载${reposts}条，不含转载为${total - reposts}条）`
    : `（另有转载${reposts}条未计入，含转载为${total + reposts}条）`;
};

const withdrawnIn = ({ withdrawn }: AnnualReturn['count']): string =>
  withdrawn === 0 ? '' : `，其中已撤下${withdrawn}条`;

const errorsIn = ({ withdrawnAsError }: AnnualReturn['count']): string =>
  withdrawnAsError === 0 ? '' : `；另有${withdrawnAsError}条因误发撤下，未计入`;
