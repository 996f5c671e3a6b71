import type { CountedYear } from '../../lib/usecases/count-year.ts';

const group = (value: string, total: number) => ({
  value,
  total,
  published: total,
  firstPublishedEarlier: 0,
});

/** The year 2017 of an office whose 116 items stood on three web sites, 31 of them on two, counted by kind. */
export const COUNT_OF_2017: CountedYear = {
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
  by: 'kind',
  groups: [group('document', 109), group('interpretation', 5), group('normative-document', 2)],
  unknown: [],
};
