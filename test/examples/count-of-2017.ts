import type { CountedYear } from '../../lib/usecases/count-year.ts';

const group = (value: string, total: number) => ({
  value,
  total,
  published: total,
  firstPublishedEarlier: 0,
});

/** The figures of an office whose 116 items of 2017 stood on three web sites, 31 of them on two. */
export const FIGURES_OF_2017 = {
  year: 2017,
  total: 116,
  published: 116,
  firstPublishedEarlier: 0,
  channels: { portal: 78, provincial: 7, municipal: 62 },
  regions: [
    { channels: ['portal'], items: 47 },
    { channels: ['provincial'], items: 7 },
    { channels: ['municipal'], items: 31 },
    { channels: ['municipal', 'portal'], items: 31 },
  ],
  overlaps: [{ channels: ['municipal', 'portal'], items: 31 }],
  formRows: { website: 116 },
  reposts: 0,
  withdrawn: 0,
  withdrawnAsError: 0,
  late: 0,
  importedDeliveries: 147,
  practiceDeliveries: 0,
  policies: { countReposts: true },
} satisfies Partial<CountedYear>;

/** The same year, counted by kind. */
export const COUNT_OF_2017: CountedYear = {
  ...FIGURES_OF_2017,
  by: 'kind',
  groups: [group('document', 109), group('interpretation', 5), group('normative-document', 2)],
  unknown: [],
};
