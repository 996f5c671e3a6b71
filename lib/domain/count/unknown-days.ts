import type { ChannelId, Day, Instant } from '../item.ts';
import { addDays, dayOf } from '../shanghai-time.ts';
import type { Sentence } from '../violation.ts';
import type { YearCount } from './count-year.ts';
import { type Period, periodOf } from './period.ts';

/** Days of a period of which the ledger does not know what became public on a channel: its figure says nothing of them, not 0. */
export interface UnknownDays {
  readonly channel: ChannelId;
  readonly from: Day;
  readonly through: Day;
  /** Nothing is known to have been public there in the period: its 0 is no figure. */
  readonly nothingKnown: boolean;
  readonly message: Sentence;
}

/** A configured channel, and since when this ledger itself publishes there. */
export interface ChannelSince {
  readonly id: ChannelId;
  readonly name: string;
  readonly liveSince: Instant | null;
}

/**
 * What the figures of a year or quarter leave out, because it was before this ledger and no import tells of it. A year wholly before
 * counts as known on a channel as soon as an import has anything of it: such files come from that year's register. In the year of
 * going live they are put together by months, so there the months before the first one imported are unknown. A channel on which nothing was
 * published yet is known from the day on which the ledger first published anywhere.
 */
export const unknownDays = (
  count: Pick<YearCount, 'year' | 'quarter' | 'channels' | 'importedFrom'>,
  channels: readonly ChannelSince[],
  now: Instant,
): readonly UnknownDays[] => {
  const period = periodOf(count.year, count.quarter);
  const live = channels.flatMap(({ liveSince }) => (liveSince === null ? [] : [liveSince]));
  const ledgerSince = Math.min(now, ...live);
  return channels.flatMap(({ id, name, liveSince }) => {
    const since = dayOf(liveSince ?? ledgerSince);
    const through = lastUnknownDay(period, since, count.importedFrom[id]);
    const from = `${period.first}-01`;
    if (through < from) return [];
    const nothingKnown = count.importedFrom[id] === undefined && (count.channels[id] ?? 0) === 0;
    return [{ channel: id, from, through, nothingKnown, message: sentence(name, from, through) }];
  });
};

/** Before the period where nothing is unknown. */
const lastUnknownDay = (period: Period, since: Day, importedFrom: string | undefined): Day => {
  const dayBefore = addDays(since, -1);
  const end = dayBefore < lastDay(period) ? dayBefore : lastDay(period);
  if (importedFrom === undefined) return end;
  const isYearOfGoingLive = since.slice(0, 4) === period.first.slice(0, 4);
  return addDays(`${isYearOfGoingLive ? importedFrom : period.first}-01`, -1);
};

const lastDay = ({ last }: Period): Day => addDays(`${nextMonth(last)}-01`, -1);

const nextMonth = (month: string): string => addDays(`${month}-28`, 4).slice(0, 7);

const sentence = (name: string, from: Day, through: Day): Sentence => ({
  zh: `${name}：${from}至${through}不由本系统发布，也没有导入的发布记录，情况不详；这段时间没有计入，不等于0条。`,
  en: `${name}: from ${from} to ${through} this system did not publish and no import tells of it. That time is unknown and not counted, which is not 0.`,
});
