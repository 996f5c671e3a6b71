import type { CellId } from './cell-value.ts';
import { APPLICANTS, TABLE_2, TABLE_3, TABLE_4 } from './form-2021-rows.ts';
import { type FormRule, termsOf } from './form-rule.ts';

/** Within a column, from row to row. */
export const COLUMN_RULES: ReadonlySet<string> = new Set(['T3-1', 'T3-2']);
/** Within a row, from column to column. */
export const ROW_RULES: ReadonlySet<string> = new Set(['T3-3']);

const cell = (row: string, column: string): CellId => `table3/${row}/${column}`;
const figureRows = TABLE_3.filter(({ heading }) => heading === undefined).map(({ code }) => code);
const TOTAL_PROCESSED = '3.7';
const results = figureRows.filter((code) => code.startsWith('3.') && code !== TOTAL_PROCESSED);
const applicants = APPLICANTS.map(({ key }) => key).filter((key) => key !== 'total');

const balance = (column: string): FormRule => ({
  id: 'T3-1',
  level: 'error',
  why: {
    zh: '表内载明的勾稽关系：第一项加第二项之和，等于第三项加第四项之和。',
    en: 'Printed in the table: the first item and the second are together the third and the fourth.',
  },
  kind: 'compare',
  left: termsOf(cell('1', column), cell('2', column)),
  relation: '=',
  right: termsOf(cell(TOTAL_PROCESSED, column), cell('4', column)),
});

const processed = (column: string): FormRule => ({
  id: 'T3-2',
  level: 'error',
  why: {
    zh: '办理结果的总计等于各种结果之和。',
    en: 'The total of the results is their sum.',
  },
  kind: 'compare',
  left: termsOf(cell(TOTAL_PROCESSED, column)),
  relation: '=',
  right: termsOf(...results.map((row) => cell(row, column))),
});

const allApplicants = (row: string): FormRule => ({
  id: 'T3-3',
  level: 'error',
  why: {
    zh: '总计等于自然人和各类组织之和。',
    en: 'The total is natural persons and all kinds of organisations together.',
  },
  kind: 'compare',
  left: termsOf(cell(row, 'total')),
  relation: '=',
  right: termsOf(...applicants.map((column) => cell(row, column))),
});

const carriedOver = (column: string): FormRule => ({
  id: 'T3-4',
  level: 'warning',
  why: {
    zh: '上年结转的，就是上年年报结转下年度的。',
    en: 'What came over from last year is what last year’s return carried forward.',
  },
  kind: 'compare',
  left: termsOf(cell('2', column)),
  relation: '=',
  right: [{ cell: cell('4', column), lastYear: true }],
});

const cases = (group: string): FormRule => ({
  id: 'T4-1',
  level: 'error',
  why: {
    zh: '总计等于各种结果与尚未审结的之和。',
    en: 'The total is all outcomes and the open cases together.',
  },
  kind: 'compare',
  left: termsOf(`table4/${group}/total`),
  relation: '=',
  right: termsOf(
    ...TABLE_4.columns.filter(({ key }) => key !== 'total').map(({ key }) => `table4/${group}/${key}`),
  ),
});

const RULES_OF_THE_OFFICE = '2.1.1';

const inForce = (row: string): FormRule => ({
  id: 'T2-1',
  level: 'warning',
  why: {
    zh: '现行有效件数等于上年的加本年制发的减本年废止的；到期失效、集中清理的除外。',
    en: 'In force is what was in force last year, plus made, minus repealed, unless some expired or were cleaned up.',
  },
  kind: 'compare',
  left: termsOf(`table2/${row}/valid`),
  relation: '=',
  right: [
    { cell: `table2/${row}/valid`, lastYear: true },
    { cell: `table2/${row}/made` },
    { cell: `table2/${row}/repealed`, minus: true },
  ],
});

/** Arithmetic of 国办公开办函〔2021〕30号: that of table 3 and 4 by columns and rows, that of table 2 over two years. */
export const RULES_2021: readonly FormRule[] = [
  ...(TABLE_2[0]?.rows ?? []).map(({ code }) => inForce(code)),
  {
    id: 'T2-2',
    level: 'warning',
    why: {
      zh: '没有规章制定权的部门（如县级部门）没有规章。',
      en: 'A department without rule-making power, such as one of a county, has no rules.',
    },
    kind: 'all-zero',
    when: 'office-makes-no-rules',
    cells: ['made', 'repealed', 'valid'].map((key) => `table2/${RULES_OF_THE_OFFICE}/${key}`),
  },
  ...APPLICANTS.flatMap(({ key }) => [balance(key), processed(key)]),
  ...figureRows.map(allApplicants),
  ...APPLICANTS.map(({ key }) => carriedOver(key)),
  ...TABLE_4.groups.map(({ key }) => cases(key)),
];
