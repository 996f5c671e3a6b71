import type { Standing, StandingTally } from './classify.ts';

export const GROUPINGS = ['kind', 'area', 'unit', 'month'] as const;
/** `month` is that of the first publication within the period. */
export type GroupedBy = (typeof GROUPINGS)[number];

/** The count of one group; the groups' figures add up to those of the whole, for each item is in one of them. */
export interface GroupFigures {
  /** Null for items that state none. */
  readonly value: string | null;
  readonly total: number;
  readonly published: number;
  readonly firstPublishedEarlier: number;
}

/** Groups in the order of their values, the one without a value last; publications in error belong to none. */
export const groupStandings = (
  standings: readonly StandingTally[],
  by: GroupedBy,
): readonly GroupFigures[] => {
  const groups = new Map<
    string | null,
    { total: number; published: number; firstPublishedEarlier: number }
  >();
  for (const { standing, items } of standings) {
    if (standing.withdrawnAsError) continue;
    const value = VALUE[by](standing);
    const figures = groups.get(value) ?? { total: 0, published: 0, firstPublishedEarlier: 0 };
    figures.published += items;
    if (standing.counted) figures.total += items;
    if (standing.earlier) figures.firstPublishedEarlier += items;
    groups.set(value, figures);
  }
  return [...groups].map(([value, figures]) => ({ value, ...figures })).toSorted(compareGroups);
};

const VALUE: Readonly<Record<GroupedBy, (standing: Standing) => string | null>> = {
  kind: ({ kind }) => kind,
  area: ({ area }) => area,
  unit: ({ unit }) => unit,
  month: ({ month }) => month,
};

const compareGroups = ({ value: a }: GroupFigures, { value: b }: GroupFigures): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};
