/** What has to come out of an input file; the demo compares every figure that the API answers with these. */
export interface ExpectedFigures {
  readonly total: number;
  readonly published: number;
  readonly channels: Readonly<Record<string, number>>;
  readonly regions: readonly { readonly channels: readonly string[]; readonly items: number }[];
  readonly overlaps: readonly { readonly channels: readonly string[]; readonly items: number }[];
  readonly formRows: Readonly<Record<string, number>>;
}

/** The real case of 2017: 78 + 7 + 62 publications, 31 items on two channels, 116 items (publications-2017.csv). */
export const EXPECTED: ExpectedFigures = {
  total: 116,
  published: 116,
  channels: { portal: 78, provincial: 7, municipal: 62 },
  regions: [
    { channels: ['portal'], items: 47 },
    { channels: ['provincial'], items: 7 },
    { channels: ['municipal'], items: 31 },
    { channels: ['municipal', 'portal'], items: 31 },
  ],
  overlaps: [{ channels: ['municipal', 'portal'], items: 31 }],
  formRows: { website: 116 },
};

/** Rows of the input file, and how many of them share an item with another. */
export const EXPECTED_IMPORT = { rows: 147, items: 116, merged: 31 } as const;

/** Copies that 116 live items of the same shape put on three channels. */
export const EXPECTED_COPIES = 147;

/** Names each figure that differs, with what it is and what it should be; empty when all are right. */
export const wrongFigures = (expected: object, actual: unknown, path = ''): string[] =>
  Object.entries(expected).flatMap(([name, value]: [string, unknown]) => {
    const found: unknown =
      typeof actual === 'object' && actual !== null && Object.hasOwn(actual, name)
        ? Reflect.get(actual, name)
        : undefined;
    const place = `${path}/${name}`;
    if (typeof value === 'object' && value !== null) {
      const sizes = Array.isArray(value) && Array.isArray(found) && value.length !== found.length;
      return [
        ...(sizes ? [`${place}: ${found.length} 项，应为 ${value.length} 项`] : []),
        ...wrongFigures(value, found, place),
      ];
    }
    return found === value
      ? []
      : [`${place}: ${JSON.stringify(found) ?? '无'}，应为 ${JSON.stringify(value)}`];
  });
