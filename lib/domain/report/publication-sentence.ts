import type { ChannelSet } from '../count/channel-sets.ts';
import { isBlank } from '../count/is-blank.ts';
import type { CellValue } from '../form/cell-value.ts';
import type { ChannelId } from '../item.ts';
import { type NumberContext, stated } from './number-context.ts';
import type { PublicationFacts } from './report-facts.ts';

/**
 * The sentence of a report's chapter 五, in the manner of real ones: each channel's number, what they have in common as
 * disjoint regions (pairwise overlaps do not make up a total of three or more channels), and the total, each item once.
 * `total` is what the form says of it, where people entered another than the count's.
 */
export const publicationSentence = (
  facts: PublicationFacts,
  total: CellValue = facts.count.total,
): string => {
  const { year, office, count, unknown } = facts;
  const nameOf = channelNames(facts);
  const figures = Object.entries(count.channels)
    .filter(([id]) => !isBlank(unknown, id))
    .map(([id, items]) => ({ name: nameOf(id), items }));
  const days = unknown
    .map(({ channel, from, through }) => `${nameOf(channel)}${from}至${through}`)
    .join('、');
  // What nobody told the ledger is named beside every total that leaves it out.
  const left = days === '' ? '' : `（不含情况不详的部分：${days}）`;
  if (days !== '' && figures.length === 0) {
    const entered = typeof total === 'number' && total !== count.total ? `，填报为${totalClause(total)}` : '';
    return `${RULE}，${office.shortName}${year}年发布的信息条数不详（${days}）${entered}${errorsIn(facts)}。`;
  }
  if (count.published === 0) {
    const names = figures.map(({ name }) => name).join('、');
    return `${RULE}，${office.shortName}${year}年没有通过${names}发布信息，${totalClause(total)}${ofLedger(facts, total)}${left}${errorsIn(facts)}。`;
  }
  return `${[
    RULE,
    ...figures.map(channelClause),
    ...commonClauses(facts),
    ...(count.firstPublishedEarlier > 0 ? [`${stated(EARLIER, count.firstPublishedEarlier)}，不再计入`] : []),
    `${office.shortName}${year}年${totalClause(total)}`,
  ].join('，')}${ofLedger(facts, total)}${left}${repostsIn(facts)}${withdrawnIn(facts)}${errorsIn(facts)}。`;
};

const RULE = '按相同的信息通过不同的渠道和方式发布计为1条';

export const TOTAL: NumberContext = { before: '累计共发布了', after: '条信息' };
export const EARLIER: NumberContext = { before: '以上信息中有', after: '条为上年已公开' };
export const OF_LEDGER: NumberContext = { before: '台账统计为', after: '条' };
export const REPOSTS_COUNTED: NumberContext = { before: '其中转载', after: '条' };
export const WITHOUT_REPOSTS: NumberContext = { before: '不含转载为', after: '条' };
export const REPOSTS_LEFT_OUT: NumberContext = { before: '另有转载', after: '条未计入' };
export const WITH_REPOSTS: NumberContext = { before: '含转载为', after: '条' };
export const WITHDRAWN: NumberContext = { before: '其中已撤下', after: '条' };
export const IN_ERROR: NumberContext = { before: '另有', after: '条因误发撤下' };

export const channelNames =
  ({ channels }: Pick<PublicationFacts, 'channels'>) =>
  (id: ChannelId): string =>
    channels.find((channel) => channel.id === id)?.name ?? id;

const totalClause = (total: CellValue): string => {
  if (typeof total === 'number') return stated(TOTAL, total);
  return total === null ? '累计共发布的信息条数尚未填报' : `累计共发布的信息条数填报为“${total}”`;
};

/** People entered another total than the one that the channels' numbers come to. */
const ofLedger = ({ count }: PublicationFacts, total: CellValue): string =>
  total === count.total ? '' : `（${stated(OF_LEDGER, count.total)}）`;

/** 通过甲发布78条信息，乙发布7条信息，丙发布了62条信息 */
const channelClause = (
  { name, items }: { readonly name: string; readonly items: number },
  index: number,
  all: readonly unknown[],
): string => `${index === 0 ? '通过' : ''}${name}发布${index === all.length - 1 ? '了' : ''}${items}条信息`;

const commonClauses = (facts: PublicationFacts): readonly string[] => {
  const { regions } = facts.count;
  const [first, ...rest] = commonRegions(facts).map(({ context, items }) => stated(context, items));
  if (first !== undefined) return [`其中${first}`, ...rest];
  const used = new Set(regions.flatMap(({ channels }) => channels)).size;
  return used > 1 ? ['各渠道之间没有相同的信息'] : [];
};

/** The regions of two or more channels, and how the sentence tells of each. */
export const commonRegions = (
  facts: Pick<PublicationFacts, 'channels' | 'count'>,
): readonly { readonly context: NumberContext; readonly items: number; readonly names: string }[] => {
  const nameOf = channelNames(facts);
  const order = Object.keys(facts.count.channels);
  const common = facts.count.regions.filter(({ channels }) => channels.length > 1);
  const onlyPairs = common.every(({ channels }) => channels.length === 2);
  return common.map((region) => {
    const names = region.channels.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).map(nameOf);
    const after = onlyPairs
      ? `条信息既在${names.join('又在')}发布`
      : `条信息${exactly(region, common, `在${listed(names)}${names.length}个渠道`)}`;
    return { context: { before: '有', after }, items: region.items, names: listed(names) };
  });
};

/** Where other items are on these channels and on more, the numbers are disjoint only if that is said. */
const exactly = (region: ChannelSet, common: readonly ChannelSet[], where: string): string =>
  region.channels.length === 2 || isPartOfAnother(region, common) ? `只${where}发布` : `${where}都发布`;

const isPartOfAnother = ({ channels }: ChannelSet, regions: readonly ChannelSet[]): boolean =>
  regions.some(
    (other) => other.channels.length > channels.length && channels.every((id) => other.channels.includes(id)),
  );

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join('、')}和${names.at(-1)}`;

/** Both figures are always printed: whether a repost counts as one's own is the office's decision. */
const repostsIn = ({ count: { reposts, total, policies } }: PublicationFacts): string => {
  if (reposts === 0) return '';
  return policies.countReposts
    ? `（${stated(REPOSTS_COUNTED, reposts)}，${stated(WITHOUT_REPOSTS, total - reposts)}）`
    : `（${stated(REPOSTS_LEFT_OUT, reposts)}，${stated(WITH_REPOSTS, total + reposts)}）`;
};

const withdrawnIn = ({ count: { withdrawn } }: PublicationFacts): string =>
  withdrawn === 0 ? '' : `，${stated(WITHDRAWN, withdrawn)}`;

const errorsIn = ({ count: { withdrawnAsError } }: PublicationFacts): string =>
  withdrawnAsError === 0 ? '' : `；${stated(IN_ERROR, withdrawnAsError)}，未计入`;
