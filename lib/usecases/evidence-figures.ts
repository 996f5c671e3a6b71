import type { ChannelMonths, DisclosureDays, ReturnChannel } from '../domain/annual-return.ts';
import type { Standing } from '../domain/count/classify.ts';
import type { EvidenceLine } from '../domain/evidence/evidence-line.ts';
import type { EvidencedItem } from '../domain/evidence/evidenced-item.ts';
import type { ChannelId, Day } from '../domain/item.ts';
import { type FlaggedItems, flaggedItems, type LayoutRemark } from '../domain/report/layout-remarks.ts';
import { dayOf, monthOf } from '../domain/shanghai-time.ts';
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
  workingDays: Pick<WorkingDays, 'between'>,
): EvidenceFigures => {
  const months = new Map<ChannelId, number[]>(channels.map(({ id }) => [id, noMonths()]));
  /** Items by the day of formation and that of first publication: far fewer than items, and counted once. */
  const spans = new Map<string, number>();
  const remarks = new Map<LayoutRemark, number>();

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

  const disclosureDays = (): readonly DisclosureDays[] => {
    const disclosures = new Map<number, number>();
    for (const [span, items] of spans) {
      const [formed = '', published = ''] = span.split(' ');
      const days = Math.min(workingDays.between(formed, published).workingDays, LONGEST_TOLD);
      disclosures.set(days, (disclosures.get(days) ?? 0) + items);
    }
    return [...disclosures]
      .toSorted(([a], [b]) => a - b)
      .map(([taken, items]) => ({ workingDays: taken, items }));
  };

  return {
    take: (item, standing, lines) => {
      if (standing.channels.length > 0) takeMonths(lines);
      if (!standing.counted) return;
      takeRemarks(item);
      const [first] = lines;
      const formed = formedOn(item);
      if (first === undefined || formed === null) return;
      const span = `${formed} ${dayOf(first.firstPublicAt)}`;
      spans.set(span, (spans.get(span) ?? 0) + 1);
    },
    result: () => ({
      months: [
        ...channels.map(({ id }) => id),
        ...[...months.keys()].filter((id) => channels.every((channel) => channel.id !== id)).toSorted(),
      ].map((channel) => ({ channel, items: months.get(channel) ?? noMonths() })),
      disclosureDays: disclosureDays(),
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
