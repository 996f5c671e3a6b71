import type { FormId } from '../form/form.ts';
import type { CellWords } from './cell-words.ts';
import { CELL_WORDS_2014 } from './cell-words-2014.ts';
import { CELL_WORDS_2021 } from './cell-words-2021.ts';

/** Of the words that end alike before the same unit the longest that fits is meant. */
export const CELL_WORDS: Readonly<Record<FormId, readonly CellWords[]>> = {
  'form-2014': CELL_WORDS_2014,
  'form-2021': CELL_WORDS_2021,
};
