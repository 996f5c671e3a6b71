export type Quarter = 1 | 2 | 3 | 4;

/** Whole months, `yyyy-MM`, both ends within: such texts compare as the months they name. */
export interface Period {
  readonly first: string;
  readonly last: string;
}

/** The calendar year, or one quarter of it: reports run from 1 January to 31 December, local tables by quarter. */
export const periodOf = (year: number, quarter?: Quarter): Period => {
  const last = quarter === undefined ? 12 : quarter * 3;
  return { first: monthText(year, quarter === undefined ? 1 : last - 2), last: monthText(year, last) };
};

const monthText = (year: number, month: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
