import { describe, expect, it } from 'vitest';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../../lib/domain/form/form-2021.ts';
import { judgeInputs, MOST_CHARACTERS } from '../../../../lib/domain/form/judge-inputs.ts';
import { NO_INPUTS, type ReturnInputs } from '../../../../lib/domain/form/return-inputs.ts';

const judged = (form: typeof FORM_2014, changes: Partial<ReturnInputs>) =>
  judgeInputs(form, { ...NO_INPUTS, ...changes }).map(({ code, pointer }) => ({ code, pointer }));

describe('what people enter', () => {
  it.each([0, 999_999_999, '/', '-', null] as const)('may be %s', (value) => {
    expect(judged(FORM_2014, { cells: { '3.1': value } })).toEqual([]);
  });

  it.each([0.5, 0.0001, 12.345678, 1e-6])('may be %d where the unit is 万元', (value) => {
    expect(judged(FORM_2014, { cells: { '7': value, '8.4': value } })).toEqual([]);
    expect(judged(FORM_2021, { cells: { 'table2/2.8.1/amount': value } })).toEqual([]);
  });

  it.each<{ cells: ReturnInputs['cells']; code: string; pointer: string }>([
    { cells: { '3.1': -1 }, code: 'cell-negative', pointer: '/cells/3.1' },
    { cells: { '7': -0.5 }, code: 'cell-negative', pointer: '/cells/7' },
    { cells: { '3.1': 1.5 }, code: 'cell-not-whole', pointer: '/cells/3.1' },
    { cells: { '3.1': 1e-9 }, code: 'cell-not-whole', pointer: '/cells/3.1' },
    { cells: { '7': 0.000_000_1 }, code: 'cell-decimals', pointer: '/cells/7' },
    { cells: { '3.1': 1_000_000_000 }, code: 'cell-too-large', pointer: '/cells/3.1' },
    { cells: { '3.9': 1 }, code: 'cell-unknown', pointer: '/cells/3.9' },
    { cells: { '3.9': null }, code: 'cell-unknown', pointer: '/cells/3.9' },
    { cells: { '1.2': 1 }, code: 'cell-unknown', pointer: '/cells/1.2' },
    { cells: { toString: 1 }, code: 'cell-unknown', pointer: '/cells/toString' },
    { cells: { 'table3/3.1/total': 1 }, code: 'cell-unknown', pointer: '/cells/table3~13.1~1total' },
  ])('$cells is $code', ({ cells, code, pointer }) => {
    expect(judged(FORM_2014, { cells })).toEqual([{ code, pointer }]);
  });

  it('is told cell by cell, all at once, in words', () => {
    const violations = judgeInputs(FORM_2021, {
      ...NO_INPUTS,
      cells: { 'table3/3.1/total': -1, 'table3/1/total': 0.5 },
      sections: { '7': ['没有这一部分。'] },
    });
    expect(violations).toEqual([
      {
        code: 'cell-negative',
        pointer: '/cells/table3~13.1~1total',
        message: {
          zh: '“三、（一）予以公开”行“总计”列不能是负数。没有的填0，不适用的填“/”。',
          en: '[table 3, row 3.1 (granted), column total] cannot be negative. Enter 0 for none, "/" where it does not apply.',
        },
      },
      {
        code: 'cell-not-whole',
        pointer: '/cells/table3~11~1total',
        message: {
          zh: '“一、本年新收政府信息公开申请数量”行“总计”列单位是“件”，只能填整数。',
          en: '[table 3, row 1 (applications newly received this year), column total] is counted in 件 and takes whole numbers only.',
        },
      },
      {
        code: 'section-unknown',
        pointer: '/sections/7',
        message: {
          zh: '没有这个部分。可以填的部分：1、2、3、4、5、6。',
          en: 'There is no such section. It may be one of 1, 2, 3, 4, 5, 6.',
        },
      },
    ]);
  });

  it('has its arithmetic judged later: half a form can be kept', () => {
    expect(judged(FORM_2014, { cells: { '3.1': 1, '3.1.1': 5 } })).toEqual([]);
  });

  it('may have so many characters in all its text, and no more', () => {
    const paragraph = '字'.repeat(5000);
    const sections = { '1': Array.from({ length: MOST_CHARACTERS / 5000 }, () => paragraph) };
    expect(judged(FORM_2014, { sections })).toEqual([]);
    expect(judged(FORM_2014, { sections, measures: ['多'] })).toEqual([
      { code: 'text-too-long', pointer: '/sections' },
    ]);
  });
});
