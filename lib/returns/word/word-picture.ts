import type { Paragraph, Table } from 'docx';
import {
  type DisclosurePicture,
  type MonthPicture,
  type OverlapPicture,
  type Picture,
  UNKNOWN,
} from '../pictures/picture.ts';
import { type BarRow, barTable } from './word-bars.ts';
import { words } from './word-text.ts';

/** The picture drawn in Word's own means: shaded cells for bars, ● and ○ for the sets. */
export const wordPicture = (picture: Picture, width: number): readonly (Paragraph | Table)[] => [
  ...tablesOf(picture, width).flatMap((table) => [table, words('', 'Gap')]),
  words(`图：${picture.title}`, 'Figure'),
];

const tablesOf = (picture: Picture, width: number): readonly Table[] => {
  if (picture.of === 'overlaps') return [overlapTable(picture, width)];
  return picture.of === 'months' ? monthTables(picture, width) : [disclosureTable(picture, width)];
};

const largest = (figures: readonly number[]): number => Math.max(1, ...figures);

/** An UpSet plot on its side: a row for each set, a column of dots for each channel. */
const overlapTable = ({ channels, regions }: OverlapPicture, width: number): Table => {
  const column = Math.min(18, 60 / Math.max(1, channels.length));
  return barTable(
    {
      columns: channels.map(() => column),
      headings: [...channels.map(({ name }) => name), ''],
      bars: 1,
      most: largest(regions.map(({ items }) => items)),
      rows: [
        { cells: channels.map(({ items }) => (items === null ? UNKNOWN : `共${items}`)), bars: [] },
        ...regions.map(
          ({ on, items }): BarRow => ({ cells: on.map((has) => (has ? '●' : '○')), bars: [{ items }] }),
        ),
      ],
    },
    width,
  );
};

/** Channels beside each other. */
const SIDE_BY_SIDE = 3;

const monthTables = ({ channels }: MonthPicture, width: number): readonly Table[] => {
  const most = largest(channels.flatMap(({ items }) => items.map(Number)));
  return Array.from({ length: Math.ceil(channels.length / SIDE_BY_SIDE) }, (_table, index) => {
    const shown = channels.slice(index * SIDE_BY_SIDE, (index + 1) * SIDE_BY_SIDE);
    return barTable(
      {
        columns: [10],
        headings: ['月份', ...shown.map(({ name }) => name)],
        bars: shown.length,
        most,
        rows: Array.from({ length: 12 }, (_row, month) => ({
          cells: [`${month + 1}月`],
          bars: shown.map(({ items }) => ({ items: items[month] ?? null })),
        })),
      },
      width,
    );
  });
};

const disclosureTable = ({ ranges, limit }: DisclosurePicture, width: number): Table => {
  const rows = ranges.map(
    ({ words: range, items, late }): BarRow => ({ cells: [range], bars: [{ items, late }] }),
  );
  const within = ranges.filter(({ late }) => !late).length;
  return barTable(
    {
      columns: [28],
      headings: [],
      bars: 1,
      most: largest(ranges.map(({ items }) => items)),
      rows: [...rows.slice(0, within), { line: `法定期限：${limit}个工作日` }, ...rows.slice(within)],
    },
    width,
  );
};
