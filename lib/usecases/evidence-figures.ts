import type { ChannelMonths, DisclosureDays, ReturnChannel } from '../domain/annual-return.ts';
import type { Standing } from '../domain/count/classify.ts';
import type { EvidenceLine } from '../domain/evidence/evidence-line.ts';
import type { EvidencedItem } from '../domain/evidence/evidenced-item.ts';
import type { ChannelId, Day } from '../domain/item.ts';
import { type FlaggedItems, flaggedItems, type LayoutRemark } from '../domain/report/layout-remarks.ts';
import { addDays, dayOf, monthOf } from '../domain/shanghai-time.ts';
import type { WorkingDays } from '../domain/working-days.ts';

export interface EvidenceFigures {
  readonly take: (item: EvidencedItem, standing: Standing, lines: readonly EvidenceLine[]) => void;
  readonly result: () => {
    readonly months: readonly ChannelMonths[];
    readonly disclosureDays: readonly DisclosureDays[];
    readonly remarks: readonly FlaggedItems[];
  };
}

/** A disclosure that took longer than this is told by it: there is no end to how late something can be. */
const LONGEST_TOLD = 1000;

/** What the report tells besides the count, gathered on the way. */
export const createEvidenceFigures = (
  channels: readonly ReturnChannel[],
  workingDays: Pick<WorkingDays, 'isWorkingDay'>,
): EvidenceFigures => {
  const months = new Map<ChannelId, number[]>(channels.map(({ id }) => [id, noMonths()]));
  const disclosures = new Map<number, number>();
  const remarks = new Map<LayoutRemark, number>();
  const daysBetween = createDaysBetween(workingDays);

  const takeMonths = (lines: readonly EvidenceLine[]): void => {
    const first = new Map<ChannelId, number>();
    for (const { channel, publicAt } of lines) {
      first.set(channel, Math.min(first.get(channel) ?? publicAt, publicAt));
    }
    for (const [channel, publicAt] of first) {
      const items = months.get(channel) ?? noMonths();
      const month = monthOf(publicAt) - 1;
      items[month] = (items[month] ?? 0) + 1;
      months.set(channel, items);
    }
  };

  /** Each remark once an item, however many of merged ones give occasion to it. */
  const takeRemarks = ({ members }: EvidencedItem): void => {
    for (const remark of new Set(members.flatMap((member) => member.remarks)))
      remarks.set(remark, (remarks.get(remark) ?? 0) + 1);
  };

  return {
    take: (item, standing, lines) => {
      if (standing.channels.length > 0) takeMonths(lines);
      if (!standing.counted) return;
      takeRemarks(item);
      const [first] = lines;
      const formed = formedOn(item);
      if (first === undefined || formed === null) return;
      const days = daysBetween(formed, dayOf(first.firstPublicAt));
      disclosures.set(days, (disclosures.get(days) ?? 0) + 1);
    },
    result: () => ({
      months: [
        ...channels.map(({ id }) => id),
        ...[...months.keys()].filter((id) => channels.every((channel) => channel.id !== id)).toSorted(),
      ].map((channel) => ({ channel, items: months.get(channel) ?? noMonths() })),
      disclosureDays: [...disclosures]
        .toSorted(([a], [b]) => a - b)
        .map(([days, items]) => ({ workingDays: days, items })),
      remarks: flaggedItems(remarks),
    }),
  };
};

/** The first of merged items' days; null where one of them came by import. */
const formedOn = ({ members }: EvidencedItem): Day | null =>
  members
    .map((member) => member.formedOn)
    .reduce((a, b) => (a === null || b === null ? null : a < b ? a : b), members[0]?.formedOn ?? null);

const noMonths = (): number[] => Array.from({ length: 12 }, () => 0);

/** Working days after the one day up to the other; 0 where that comes first. */
const createDaysBetween = ({ isWorkingDay }: Pick<WorkingDays, 'isWorkingDay'>) => {
  const known = new Map<string, number>();
  const count = (from: Day, to: Day): number => {
    let days = 0;
    for (let day = from; day < to && days < LONGEST_TOLD; ) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) days += 1;
    }
    return days;
  };
  return (from: Day, to: Day): number => {
    const key = `${from} ${to}`;
    const days = known.get(key) ?? count(from, to);
    known.set(key, days);
    return days;
  };
};
