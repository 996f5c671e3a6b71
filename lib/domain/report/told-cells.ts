import type { CellId, CellValue } from '../form/cell-value.ts';
import type { ReportFacts } from './report-facts.ts';
import { CELL_WORDS } from './words-of-form.ts';

/** Cells that are told of together: a whole with its parts, or parts alone. */
export interface CellGroup {
  /** What is not filled in where none of them is. */
  readonly name: string;
  readonly whole?: CellId;
  readonly parts: readonly CellId[];
  /** The sentence of a whole that is 0, or of parts that all are. */
  readonly none: string;
}

export type TellCells = (group: CellGroup, subject?: string) => string;

/**
 * Puts figures of cells into sentences. Parts of 0 are left to the table; what is blank is named as not filled in, and
 * never told as 0. `subject` stands before the figures.
 */
export const createTellCells = ({ form, cells }: Pick<ReportFacts, 'form' | 'cells'>): TellCells => {
  const values = new Map<CellId, CellValue>(cells.map(({ id, value }) => [id, value]));
  const units = new Map(form.cells.map(({ id, unit }) => [id, unit]));
  const words = new Map(CELL_WORDS[form.id].map(({ cell, words: told }) => [cell, told]));
  const valueOf = (id: CellId): CellValue => values.get(id) ?? null;
  const nameOf = (id: CellId): string => words.get(id) ?? id;
  const told = (id: CellId): string => {
    const value = valueOf(id);
    if (typeof value === 'number') return `${nameOf(id)}${value}${units.get(id) ?? ''}`;
    return `${nameOf(id)}${value === '/' ? '不适用' : '无此项'}`;
  };

  return ({ name, whole, parts, none }, subject = '') => {
    const all = whole === undefined ? parts : [whole, ...parts];
    const blank = all.filter((id) => valueOf(id) === null);
    if (blank.length === all.length) return `${name}尚未填报。`;
    const notFilledIn =
      blank.length === 0 ? '' : `${blank.map((id) => `“${nameOf(id)}”`).join('、')}尚未填报。`;
    const filledIn = parts.filter((id) => valueOf(id) !== null);
    const noted = filledIn.filter((id) => valueOf(id) !== 0);
    const isNone = whole === undefined ? blank.length === 0 : valueOf(whole) === 0;
    if (noted.length === 0 && isNone) return `${subject}${none}。${notFilledIn}`;
    // Beside a blank without a whole a 0 has to be told, or the sentence would pass over it.
    const shown = whole === undefined && noted.length === 0 ? filledIn : noted;
    const wholeTold = whole === undefined || valueOf(whole) === null ? [] : [told(whole)];
    const partsTold = shown.length === 0 ? [] : [shown.map(told).join('、')];
    const figures = [...wholeTold, ...partsTold].join('，其中');
    return figures === '' ? notFilledIn : `${subject}${figures}。${notFilledIn}`;
  };
};

/** The cell's figure, as long as it is one. */
export const figureOf = ({ cells }: Pick<ReportFacts, 'cells'>, id: CellId): number | null => {
  const value = cells.find((cell) => cell.id === id)?.value ?? null;
  return typeof value === 'number' ? value : null;
};
