import type { YearCount } from '../domain/count/count-year.ts';

/** Counted items of the kinds that a return has a row for, from a count that was grouped by kind. */
export const kindTotals = ({
  groups = [],
}: Pick<YearCount, 'groups'>): { readonly normativeDocuments: number; readonly interpretations: number } => {
  const totalOf = (kind: string): number => groups.find(({ value }) => value === kind)?.total ?? 0;
  return { normativeDocuments: totalOf('normative-document'), interpretations: totalOf('interpretation') };
};
