import { describe, expect, it } from 'vitest';
import { FORM_2021 } from '../../../../lib/domain/form/form-2021.ts';
import { suspectCells } from '../../../../lib/domain/form/suspect-cells.ts';
import {
  COLUMNS,
  CONSISTENT,
  checked,
  checkedApplications,
  type Entered,
  filledWith,
  ROWS,
} from '../../../examples/filled-form.ts';

const WHOLE = filledWith(FORM_2021, CONSISTENT);
const told = (changes: Entered, circumstances: Parameters<typeof checked>[2] = {}) =>
  checked(FORM_2021, { ...WHOLE, ...changes }, circumstances).map(({ code, level, cells }) => ({
    code,
    level,
    first: cells[0],
  }));

describe('the table of applications', () => {
  it('passes when it is consistent, and has 175 cells', () => {
    expect(Object.keys(CONSISTENT)).toHaveLength(175);
    expect(checkedApplications(CONSISTENT)).toEqual([]);
    expect(told({})).toEqual([]);
  });

  it.each(ROWS.flatMap((row) => COLUMNS.map((column) => `table3/${row}/${column}`)))(
    'names %s when that alone is wrong',
    (cell) => {
      const findings = checkedApplications({ ...CONSISTENT, [cell]: Number(CONSISTENT[cell]) + 1 });
      expect(suspectCells(findings)).toEqual([cell]);
      const suspect = findings.filter(({ code }) => code === 'suspect-cell');
      expect(suspect.map(({ cells }) => cells)).toEqual([[cell]]);
      expect(suspect[0]?.message.zh).toContain(
        `${FORM_2021.cells.find(({ id }) => id === cell)?.words}（${Number(CONSISTENT[cell]) + 1}）`,
      );
    },
  );

  it('tells which row and which column do not add up, in words with values', () => {
    const findings = checkedApplications({ ...CONSISTENT, 'table3/3.3.1/naturalPerson': 8 });
    expect(findings.map(({ code, level }) => `${code} ${level}`)).toEqual([
      'T3-2 error',
      'T3-3 error',
      'suspect-cell warning',
    ]);
    expect(findings[1]?.message.zh).toMatch(
      /^“三、（三）不予公开 1．属于国家秘密”行“总计”列（87）应等于“三、（三）不予公开 1．属于国家秘密”行“自然人”列（8）＋.*，合计88，相差1。/,
    );
    expect(findings[1]?.message.en).toMatch(
      /^\[table 3, row 3\.3\.1 \(state secrets\), column total: 87\] has to equal \[table 3, row 3\.3\.1 \(state secrets\), column natural persons: 8\] \+ /,
    );
  });

  it('does not point at a cell where two are wrong in one column only', () => {
    const findings = checkedApplications({
      ...CONSISTENT,
      'table3/1/naturalPerson': 0,
      'table3/1/total': Number(CONSISTENT['table3/1/total']) - Number(CONSISTENT['table3/1/naturalPerson']),
    });
    expect(findings.map(({ code }) => code)).toEqual(['T3-1', 'T3-1']);
    expect(suspectCells(findings)).toEqual([]);
  });

  it('T3-1 is the sentence that is printed in the table', () => {
    const [finding] = checkedApplications({
      ...CONSISTENT,
      'table3/1/total': Number(CONSISTENT['table3/1/total']) + 1,
    });
    expect(finding).toMatchObject({ code: 'T3-1', level: 'error' });
    expect(finding?.message.zh).toContain('第一项加第二项之和，等于第三项加第四项之和');
  });

  it('T3-2 tells the many nothings of a column as one', () => {
    const column = { 'table3/1/total': 2, 'table3/3.7/total': 2, 'table3/3.5.2/total': 3 };
    const [finding] = checked(FORM_2021, filledWith(FORM_2021, column));
    expect(finding).toMatchObject({ code: 'T3-2', level: 'error' });
    expect(finding?.message).toEqual({
      zh: '“三、（七）总计”行“总计”列（2）应等于“三、（五）不予处理 2．重复申请”行“总计”列（3）（其余20格为0），合计3，相差1。办理结果的总计等于各种结果之和。',
      en: '[table 3, row 3.7 (total), column total: 2] has to equal [table 3, row 3.5.2 (repeated applications), column total: 3] (the other 20 cells are 0), together 3; the difference is 1. The total of the results is their sum.',
    });
    const [empty] = checked(FORM_2021, filledWith(FORM_2021, { 'table3/1/total': 2, 'table3/3.7/total': 2 }));
    expect(empty?.message.zh).toContain('应等于21格之和（0），相差2。');
  });

  it('needs no figure of the ledger', () => {
    const ledger = {
      published: null,
      firstPublishedEarlier: null,
      repostsLeftOut: null,
      sharedByChannels: true,
      sharedByFormRows: true,
    };
    expect(told({}, { ledger })).toEqual([]);
  });

  it('a blank leaves its row and column without a say, and is told', () => {
    const { 'table3/3.1/total': _blank, ...rest } = WHOLE;
    expect(checked(FORM_2021, rest)).toMatchObject([{ code: 'cells-blank', cells: ['table3/3.1/total'] }]);
  });

  it('T3-4: what came over from last year is what last year carried forward', () => {
    const lastYear = filledWith(
      FORM_2021,
      Object.fromEntries(
        COLUMNS.map((column) => [`table3/4/${column}`, CONSISTENT[`table3/2/${column}`] ?? 0]),
      ),
    );
    expect(told({}, { lastYear })).toEqual([]);
    const broken = { ...lastYear, 'table3/4/total': 1 };
    const [finding] = checked(FORM_2021, WHOLE, { lastYear: broken });
    expect(finding).toMatchObject({ code: 'T3-4', level: 'warning', cells: ['table3/2/total'] });
    expect(finding?.message.zh).toContain('应等于上年年报“四、结转下年度继续办理”行“总计”列（1）');
    expect(finding?.message.en).toContain(
      'last year’s table 3, row 4 (carried forward to next year), column total: 1',
    );
  });
});

describe('the tables of documents and of cases', () => {
  it.each(['review', 'litigationDirect', 'litigationPostReview'])('T4-1: %s adds up', (group) => {
    expect(told({ [`table4/${group}/correct`]: 2, [`table4/${group}/total`]: 1 })).toEqual([
      { code: 'T4-1', level: 'error', first: `table4/${group}/total` },
    ]);
    expect(told({ [`table4/${group}/unfinished`]: 1, [`table4/${group}/total`]: 1 })).toEqual([]);
  });

  it('T2-1: what is in force follows from last year’s', () => {
    const last = {
      ...filledWith(FORM_2021, { 'table2/2.1.2/valid': 10 }),
      ...Object.fromEntries(COLUMNS.map((column) => [`table3/4/${column}`, null])),
    };
    const documents = { 'table2/2.1.2/made': 3, 'table2/2.1.2/repealed': 2, 'table2/2.1.2/valid': 11 };
    expect(told(documents, { lastYear: last })).toEqual([]);
    const [finding] = checked(
      FORM_2021,
      { ...WHOLE, ...documents, 'table2/2.1.2/valid': 12 },
      { lastYear: last },
    );
    expect(finding).toMatchObject({ code: 'T2-1', level: 'warning' });
    expect(finding?.message.zh).toContain(
      '“本年制发件数”列（3）－“第二十条第（一）项 行政规范性文件”行“本年废止件数”列（2），合计11，相差1。',
    );
  });

  it('T2-2: an office that makes no rules has none', () => {
    const rules = { 'table2/2.1.1/made': 1, 'table2/2.1.1/valid': '/' as const };
    expect(told(rules)).toEqual([]);
    const [finding] = checked(FORM_2021, { ...WHOLE, ...rules }, { makesRules: false });
    expect(finding).toMatchObject({ code: 'T2-2', level: 'warning', cells: ['table2/2.1.1/made'] });
    expect(finding?.message.zh).toContain(
      '按配置，本单位没有规章制定权，“第二十条第（一）项 规章”行“本年制发件数”列（1）却不是0。',
    );
  });

  it('an empty form is blank in each of its three tables, and no more is said', () => {
    const blanks = checked(FORM_2021, {});
    expect(blanks.map(({ code, cells }) => `${code} ${cells.length}`)).toEqual([
      'cells-blank 10',
      'cells-blank 175',
      'cells-blank 15',
    ]);
    expect(blanks[1]?.message.zh).toContain('“三、收到和处理政府信息公开申请情况”有175格空白（全部）：');
    expect(blanks[1]?.message.zh.match(/行“/g)).toHaveLength(10);
    expect(blanks[1]?.message.zh).toContain('等。空白表示不详，不等于0；没有的填0。');
  });
});
