import { pointerTo } from '../json-pointer.ts';
import type { Sentence, Violation } from '../violation.ts';
import type { CellValue } from './cell-value.ts';
import type { Form, FormCell } from './form.ts';
import type { ReturnInputs } from './return-inputs.ts';

/** Far above any figure of a return, and far below where numbers lose their last digit. */
const LARGEST_FIGURE = 999_999_999;
/** Characters of all paragraphs and measures of a year: a row of DynamoDB takes 400 KB, a character up to three bytes. */
export const MOST_CHARACTERS = 80_000;

/** Everything that a form refuses in what people entered, with its pointer; arithmetic is not among it, so that half a form can be kept. */
export const judgeInputs = (
  form: Form,
  { cells, sections, measures }: ReturnInputs,
): readonly Violation[] => {
  const known = new Map(form.cells.map((cell) => [cell.id, cell]));
  const chapters = new Set(form.sections.map(({ id }) => id));
  const characters = [...Object.values(sections), measures]
    .flat()
    .reduce((sum, text) => sum + text.length, 0);
  return [
    ...Object.entries(cells).flatMap(([id, value]) => {
      const pointer = pointerTo('/cells', id);
      const cell = known.get(id);
      return cell === undefined ? [unknownCell(pointer, id, form)] : judgeValue(pointer, cell, value);
    }),
    ...Object.keys(sections)
      .filter((id) => !chapters.has(id))
      .map((id) => unknownSection(pointerTo('/sections', id), form)),
    ...(characters > MOST_CHARACTERS ? [tooLong(characters)] : []),
  ];
};

const judgeValue = (pointer: string, cell: FormCell, value: CellValue): readonly Violation[] => {
  if (typeof value !== 'number') return [];
  if (value < 0) {
    return [
      violation('cell-negative', pointer, cell, {
        zh: '不能是负数。没有的填0，不适用的填“/”。',
        en: 'cannot be negative. Enter 0 for none, "/" where it does not apply.',
      }),
    ];
  }
  if (value > LARGEST_FIGURE) {
    return [
      violation('cell-too-large', pointer, cell, {
        zh: `不能大于${LARGEST_FIGURE}。请核对单位（${cell.unit}）。`,
        en: `cannot be more than ${LARGEST_FIGURE}. Check its unit (${cell.unit}).`,
      }),
    ];
  }
  if (Number(value.toFixed(cell.decimals)) === value) return [];
  if (cell.decimals === 0) {
    return [
      violation('cell-not-whole', pointer, cell, {
        zh: `单位是“${cell.unit}”，只能填整数。`,
        en: `is counted in ${cell.unit} and takes whole numbers only.`,
      }),
    ];
  }
  return [
    violation('cell-decimals', pointer, cell, {
      zh: `单位是“${cell.unit}”，最多${cell.decimals}位小数。`,
      en: `is in ${cell.unit} and takes at most ${cell.decimals} decimals.`,
    }),
  ];
};

const violation = (
  code: string,
  pointer: string,
  { words, wordsInEnglish }: FormCell,
  { zh, en }: Sentence,
): Violation => ({ code, pointer, message: { zh: `${words}${zh}`, en: `[${wordsInEnglish}] ${en}` } });

const LONGEST_QUOTE = 60;

const unknownCell = (pointer: string, id: string, form: Form): Violation => {
  const quoted = id.length > LONGEST_QUOTE ? `${id.slice(0, LONGEST_QUOTE).toWellFormed()}…` : id;
  return {
    code: 'cell-unknown',
    pointer,
    message: {
      zh: `《${form.name}》没有代码为“${quoted}”的单元格。代码见本接口的 GET 答复。`,
      en: `${form.id} has no cell "${quoted}". Its cells are listed by the GET of this address.`,
    },
  };
};

const unknownSection = (pointer: string, { sections }: Form): Violation => {
  const ids = sections.map(({ id }) => id);
  return {
    code: 'section-unknown',
    pointer,
    message: {
      zh: `没有这个部分。可以填的部分：${ids.join('、')}。`,
      en: `There is no such section. It may be one of ${ids.join(', ')}.`,
    },
  };
};

const tooLong = (characters: number): Violation => ({
  code: 'text-too-long',
  pointer: '/sections',
  message: {
    zh: `各部分文字和改进措施共${characters}字，超过上限${MOST_CHARACTERS}字。请精简。`,
    en: `The sections and measures have ${characters} characters, more than ${MOST_CHARACTERS}. Shorten them.`,
  },
});
