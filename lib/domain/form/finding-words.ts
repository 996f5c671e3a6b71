import type { Sentence } from '../violation.ts';
import type { CellId, CellValue } from './cell-value.ts';
import type { Term } from './form-rule.ts';
import type { LedgerFigure } from './ledger-figures.ts';
import { amountOf, type RuleFacts } from './rule-facts.ts';

const FIGURES: Readonly<Record<LedgerFigure, Sentence>> = {
  published: { zh: '台账中本年公开的信息（去重）', en: 'items public in the ledger, each once' },
  firstPublishedEarlier: { zh: '台账中上年已公开的', en: 'of them public before the year' },
  repostsLeftOut: { zh: '台账中不计入的转载', en: 'reposts left out of the count' },
};

/** So many nothings in a sum are told as one. */
const MANY_TERMS = 8;

export const shownValue = (value: CellValue): Sentence =>
  value === null ? { zh: '空白', en: 'blank' } : { zh: String(value), en: String(value) };

/** A cell in words with its value. */
export const cellWords = (id: CellId, { cellOf, valueOf }: RuleFacts): Sentence => {
  const { words, wordsInEnglish } = cellOf(id);
  const { zh, en } = shownValue(valueOf(id));
  return { zh: `${words}（${zh}）`, en: `${wordsInEnglish}: ${en}` };
};

/** One side of a rule: its terms with their values, and their sum where there are several. */
export const sideWords = (terms: readonly Term[], facts: RuleFacts, sum: number): Sentence => {
  const told = terms.length > MANY_TERMS ? terms.filter((term) => (amountOf(term, facts) ?? 0) !== 0) : terms;
  const leftOut = terms.length - told.length;
  const words = told.map((term) => termWords(term, facts));
  const zh = words.map((word) => word.zh).join('');
  const en = words.map((word) => word.en).join('');
  if (terms.length === 1) return { zh: unsigned(zh), en: unsigned(en) };
  const rest =
    leftOut === 0
      ? { zh: '', en: '' }
      : { zh: `（其余${leftOut}格为0）`, en: ` (the other ${leftOut} cells are 0)` };
  return {
    zh: told.length === 0 ? `${leftOut}格之和（0）` : `${unsigned(zh)}${rest.zh}，合计${sum}`,
    en: told.length === 0 ? `${leftOut} cells that are 0` : `${unsigned(en)}${rest.en}, together ${sum}`,
  };
};

/** Without the sign in front. */
const unsigned = (words: string): string => words.replace(/^(?:＋| \+ )/, '');

const termWords = (term: Term, facts: RuleFacts): Sentence => {
  if ('figure' in term) {
    const { zh, en } = FIGURES[term.figure];
    const amount = amountOf(term, facts);
    return { zh: `＋${zh}（${amount}）`, en: ` + [${en}: ${amount}]` };
  }
  if ('leftOpen' in term) {
    const amount = amountOf(term, facts);
    return {
      zh: `＋上年年报中收到而未办结的（${amount}）`,
      en: ` + [left open in last year’s return: ${amount}]`,
    };
  }
  const sign = term.minus === true ? { zh: '－', en: ' − ' } : { zh: '＋', en: ' + ' };
  if (term.lastYear !== true) {
    const { zh, en } = cellWords(term.cell, facts);
    return { zh: `${sign.zh}${zh}`, en: `${sign.en}[${en}]` };
  }
  const { words, wordsInEnglish } = facts.cellOf(term.cell);
  const { zh, en } = shownValue(facts.valueOf(term.cell, 'last'));
  return {
    zh: `${sign.zh}上年年报${words}（${zh}）`,
    en: `${sign.en}[last year’s ${wordsInEnglish}: ${en}]`,
  };
};
