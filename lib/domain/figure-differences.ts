import type { AnnualReturn } from './annual-return.ts';
import type { FilledCell } from './form/filled-cell.ts';
import type { Form } from './form/form.ts';
import type { CellDifference, FigureDifference } from './return-differences.ts';

/** The parts of a return that its figures stand in. */
export type ReturnFigures = Pick<AnnualReturn, 'count' | 'normativeDocuments'>;

const SINGLE = [
  'total',
  'published',
  'firstPublishedEarlier',
  'reposts',
  'withdrawn',
  'withdrawnAsError',
  'late',
] as const satisfies readonly (keyof ReturnFigures['count'])[];

/** Every figure by its name, in the order in which differences are listed. */
const figuresOf = ({ count, normativeDocuments }: ReturnFigures): ReadonlyMap<string, number> =>
  new Map<string, number>([
    ...SINGLE.map((name) => [name, count[name]] as const),
    ['normativeDocuments', normativeDocuments],
    ...Object.entries(count.channels).map(([id, items]) => [`channels/${id}`, items] as const),
    ...Object.entries(count.formRows).map(([row, items]) => [`formRows/${row}`, items] as const),
    ...count.regions.map(({ channels, items }) => [`regions/${channels.join('+')}`, items] as const),
    ...count.overlaps.map(({ channels, items }) => [`overlaps/${channels.join('+')}`, items] as const),
  ]);

/** Those that differ. A figure that only one of the two has is null in the other. */
export const figureDifferences = (
  before: ReturnFigures,
  after: ReturnFigures,
): readonly FigureDifference[] => {
  const older = figuresOf(before);
  const newer = figuresOf(after);
  return [...new Set([...newer.keys(), ...older.keys()])]
    .map((name) => ({ name, before: older.get(name) ?? null, after: newer.get(name) ?? null }))
    .filter((figure) => figure.before !== figure.after);
};

/** Cells that differ, in the order of the form; 0, blank, `/` and `-` differ from each other. */
export const cellDifferences = (
  before: readonly FilledCell[],
  after: readonly FilledCell[],
  form: Form | null,
): readonly CellDifference[] => {
  const older = new Map(before.map(({ id, value }) => [id, value]));
  const newer = new Map(after.map(({ id, value }) => [id, value]));
  return (form?.cells ?? [])
    .map(({ id, words }) => ({
      id,
      words,
      before: older.get(id) ?? null,
      after: newer.get(id) ?? null,
    }))
    .filter((cell) => cell.before !== cell.after);
};
