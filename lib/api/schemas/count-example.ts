/** The real case of 2017: 78 + 7 + 62 publications, 31 items on two channels, 116 items. */
export const COUNT_EXAMPLE = {
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
  unknown: [],
  policies: { countReposts: true },
};
