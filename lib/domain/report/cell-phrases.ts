import type { CellId, CellValue } from '../form/cell-value.ts';
import type { FilledCell } from '../form/filled-cell.ts';
import type { Form } from '../form/form.ts';
import type { Phrase } from './phrase.ts';
import { CELL_WORDS } from './words-of-form.ts';

/** The cells that a text may speak of, with what stands in them. */
export const cellPhrases = (
  form: Pick<Form, 'id' | 'cells'>,
  filled: readonly FilledCell[],
): readonly Phrase[] => {
  const values = new Map<CellId, CellValue>(filled.map(({ id, value }) => [id, value]));
  const cells = new Map(form.cells.map((cell) => [cell.id, cell]));
  return CELL_WORDS[form.id].flatMap(({ cell: id, words, also = [], none }) => {
    const cell = cells.get(id);
    if (cell === undefined) return [];
    return [
      {
        name: { zh: `表中${cell.words}`, en: `the cell ${cell.wordsInEnglish}` },
        cell: id,
        value: values.get(id) ?? null,
        unit: cell.unit,
        contexts: [words, ...also].map((before) => ({ before, after: cell.unit })),
        ...(none === undefined ? {} : { none }),
      },
    ];
  });
};
