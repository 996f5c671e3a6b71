import type { DisclosureDays } from '../../domain/annual-return.ts';
import { DISCLOSURE_LIMIT, type DisclosureRange, disclosureRanges } from '../disclosure-ranges.ts';
import { label, plainTable, type ReturnTable, type TableCell, value } from './return-table.ts';

const sumOf = (ranges: readonly DisclosureRange[]): number =>
  ranges.reduce((sum, { items }) => sum + items, 0);

const row = ({ words, items }: DisclosureRange): readonly TableCell[] => [label(words, 1), value(items)];

/** Items by the working days from formation to the first publication, and how many of them were within the limit. */
export const disclosureTable = (days: readonly DisclosureDays[]): ReturnTable => {
  const ranges = disclosureRanges(days);
  const within = ranges.filter(({ late }) => !late);
  const past = ranges.filter(({ late }) => late);
  return plainTable({
    id: 'disclosure-days',
    caption: '从信息形成到首次公开的工作日',
    columns: [70, 30],
    headings: ['工作日', '信息条数'],
    rows: [
      [label(`${DISCLOSURE_LIMIT}个工作日以内`), value(sumOf(within))],
      ...within.map(row),
      [label(`超过${DISCLOSURE_LIMIT}个工作日`), value(sumOf(past))],
      ...past.map(row),
    ],
    notes: ['注：只统计由本系统发布的信息；导入的记录没有可靠的形成日期。个别主题的公开期限短于20个工作日。'],
  });
};
