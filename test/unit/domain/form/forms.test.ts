import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../../lib/domain/form/form-2021.ts';
import { formOf } from '../../../../lib/domain/form/form-of-year.ts';
import type { FormTable, PrintedCell } from '../../../../lib/domain/form/form-table.ts';

// Checked by hand against the official forms; there is no switch that rewrites them.
const golden = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../fixtures/forms/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const textOf = (cell: PrintedCell | undefined): string =>
  cell === undefined ? '' : cell.kind === 'value' ? cell.cell : cell.text;

const drawn = ({ id, rows }: FormTable): readonly string[] => [
  `# ${id}`,
  ...rows.map((row) =>
    row
      .map((cell) => {
        const text = cell.kind === 'value' ? `<${cell.cell}>` : cell.text;
        return cell.columns * cell.rows === 1 ? text : `${text} ${cell.columns}×${cell.rows}`;
      })
      .join(' | '),
  ),
];

/** How many columns each row takes up, with what hangs down from the rows above it. */
const widths = ({ rows }: FormTable): readonly number[] => {
  const taken = rows.map((row) => row.reduce((sum, { columns }) => sum + columns, 0));
  return rows.map((_row, at) =>
    rows.reduce(
      (sum, above, index) =>
        index < at
          ? sum +
            above.filter((cell) => index + cell.rows > at).reduce((wide, { columns }) => wide + columns, 0)
          : sum,
      taken[at] ?? 0,
    ),
  );
};

/** A label as it stands in a finding: without what it explains in brackets, its quotation marks inner ones. */
const inWords = (label: string): string =>
  label
    .replace(/（[^（）]{2,}）$/, '')
    .replaceAll('“', '‘')
    .replaceAll('”', '’')
    .replaceAll('/', ' ');

describe('the form of the years to 2018', () => {
  it('has the rows of the official table, with their numbering, indentation and units', () => {
    const [head, ...rows] = FORM_2014.tables[0]?.rows ?? [];
    expect(head?.map(textOf)).toEqual(['统计指标', '单位', '统计数']);
    const lines = golden('form-2014-rows.tsv');
    expect(rows).toHaveLength(lines.length);
    expect(
      rows.map(([label, unit, value]) => {
        const indent = label?.kind === 'label' ? label.indent : null;
        return [indent, textOf(label), textOf(unit), textOf(value)].join('\t');
      }),
    ).toEqual(lines.map((line) => line.split('\t').slice(1).join('\t')));
  });

  it('has a cell for every row but the headings', () => {
    const filled = golden('form-2014-rows.tsv')
      .map((line) => line.split('\t'))
      .filter(([, , , unit]) => unit !== '—');
    expect(FORM_2014.cells.map(({ id, unit }) => [id, unit])).toEqual(
      filled.map(([code, , , unit]) => [code, unit]),
    );
  });

  it('has the line for the seal above and the signatures below', () => {
    expect(FORM_2014.tables[0]).toMatchObject({
      title: '政府信息公开情况统计表',
      sealLine: '填报单位（盖章）：',
    });
    expect(FORM_2014.tables[0]?.signatures.map(({ label }) => label)).toEqual([
      '单位负责人',
      '审核人',
      '填报人',
      '联系电话',
      '填报日期',
    ]);
  });

  it('has eight chapters', () => {
    expect(FORM_2014.sections.map(({ id, heading }) => `${id} ${heading}`)).toEqual([
      '1 一、概述',
      '2 二、政府信息公开组织领导和制度建设情况',
      '3 三、发布解读、回应社会关切以及互动交流情况',
      '4 四、重点领域政府信息公开工作推进情况',
      '5 五、主动公开政府信息以及公开平台建设情况',
      '6 六、依申请公开信息的情况',
      '7 七、政府信息公开保密审查及监督检查情况',
      '8 八、政府信息公开工作中存在的主要问题和改进措施',
    ]);
  });
});

describe('the form of the years from 2021', () => {
  it('has the cells of the three official tables, in the words of their rows and columns', () => {
    const lines = golden('form-2021-cells.tsv').map((line) => line.split('\t'));
    expect(FORM_2021.cells.map(({ id, unit }) => [id, unit])).toEqual(
      lines.map((line) => [line[0], line.at(-1)]),
    );
    const unnamed = FORM_2021.cells.filter(({ words }, at) =>
      (lines[at] ?? []).slice(1, -1).some((label) => !words.includes(inWords(label))),
    );
    expect(unnamed).toEqual([]);
  });

  it('prints them merged as the official tables are', () => {
    expect(FORM_2021.tables.flatMap(drawn)).toEqual(golden('form-2021-tables.txt'));
  });

  it('has six sections, the tables in those that they belong to', () => {
    expect(FORM_2021.sections.map(({ id, heading }) => `${id} ${heading}`)).toEqual([
      '1 一、总体情况',
      '2 二、主动公开政府信息情况',
      '3 三、收到和处理政府信息公开申请情况',
      '4 四、政府信息公开行政复议、行政诉讼情况',
      '5 五、存在的主要问题及改进情况',
      '6 六、其他需要报告的事项',
    ]);
    expect(FORM_2021.tables.map(({ id, section }) => [id, section])).toEqual([
      ['table2', '2'],
      ['table3', '3'],
      ['table4', '4'],
    ]);
  });
});

describe.each([FORM_2014, FORM_2021])('$id', (form) => {
  it('is version 1, and prints each cell once', () => {
    const printed = form.tables.flatMap(({ rows }) =>
      rows.flatMap((row) => row.flatMap((cell) => (cell.kind === 'value' ? [cell.cell] : []))),
    );
    expect(form.version).toBe(1);
    expect(printed).toEqual(form.cells.map(({ id }) => id));
    expect(new Set(printed).size).toBe(printed.length);
  });

  it('has tables without gaps, whose columns add up', () => {
    for (const table of form.tables) {
      expect(table.columns.reduce((sum, width) => sum + width, 0)).toBe(100);
      expect(widths(table)).toEqual(table.rows.map(() => table.columns.length));
    }
  });

  it('names every cell differently, in both languages', () => {
    for (const name of ['words', 'wordsInEnglish'] as const) {
      expect(new Set(form.cells.map((cell) => cell[name])).size).toBe(form.cells.length);
    }
    expect(form.cells.filter(({ words }) => /[(),:]|\d\./.test(words))).toEqual([]);
    expect(form.cells.filter(({ wordsInEnglish }) => /[\u4E00-\u9FFF]/.test(wordsInEnglish))).toEqual([]);
  });

  it('has rules that name only cells of its own', () => {
    const cells = new Set(form.cells.map(({ id }) => id));
    const named = form.rules.flatMap((rule) => {
      if (rule.kind === 'plain-sum') return [rule.total, ...rule.parts];
      if (rule.kind === 'all-zero') {
        return typeof rule.when === 'string' ? rule.cells : [rule.when.cell, ...rule.cells];
      }
      return [...rule.left, ...rule.right].flatMap((term) => {
        if ('cell' in term) return [term.cell];
        return 'leftOpen' in term ? [term.leftOpen.received, term.leftOpen.finished] : [];
      });
    });
    expect(named.filter((cell) => !cells.has(cell))).toEqual([]);
  });

  it('takes decimals only where the unit is 万元', () => {
    expect(form.cells.filter(({ unit, decimals }) => decimals !== (unit === '万元' ? 6 : 0))).toEqual([]);
  });

  it('prints full-width punctuation only', () => {
    const texts = [
      ...form.sections.map(({ heading }) => heading),
      ...form.rules.map(({ why }) => why.zh),
      ...form.tables.flatMap(({ rows }) =>
        rows.flatMap((row) => row.flatMap((cell) => (cell.kind === 'value' ? [] : [cell.text]))),
      ),
    ];
    expect(texts.filter((text) => /[(),:;"]|\d\./.test(text))).toEqual([]);
  });
});

describe('how a finding names a cell', () => {
  it.each([
    { cell: '1.1', words: '“一、（一）主动公开政府信息数”' },
    { cell: '1.1.b', words: '“一、制发规范性文件总数”' },
    {
      cell: '2.2.1.a',
      words: '“二、（二）1．参加或举办新闻发布会总次数 其中：主要负责同志参加新闻发布会次数”',
    },
    { cell: '3.3.4.a', words: '“三、（三）4．不同意公开答复数 其中：涉及国家秘密”' },
    { cell: '4.2', words: '“四、（二）被依法纠错数”' },
    { cell: '6', words: '“六、举报投诉数量”' },
    { cell: '8.3.1', words: '“八、（三）从事政府信息公开工作人员数 1．专职人员数”' },
    { cell: 'table2/2.8.1/amount', words: '“第二十条第（八）项 行政事业性收费”行“本年收费金额”列' },
    { cell: 'table3/1/total', words: '“一、本年新收政府信息公开申请数量”行“总计”列' },
    { cell: 'table3/3.3.1/naturalPerson', words: '“三、（三）不予公开 1．属于国家秘密”行“自然人”列' },
    {
      cell: 'table3/3.3.3/legalPerson.other',
      words: '“三、（三）不予公开 3．危及‘三安全一稳定’”行“法人或其他组织 其他”列',
    },
    { cell: 'table3/3.7/legalPerson.commercial', words: '“三、（七）总计”行“法人或其他组织 商业企业”列' },
    { cell: 'table4/litigationDirect/maintain', words: '“行政诉讼 未经复议直接起诉 结果维持”列' },
  ])('$cell is $words', ({ cell, words }) => {
    const found = [...FORM_2014.cells, ...FORM_2021.cells].find(({ id }) => id === cell);
    expect(found?.words).toBe(words);
  });
});

describe('the form of a year', () => {
  it.each([
    [1999, 'form-2014'],
    [2017, 'form-2014'],
    [2018, 'form-2014'],
    [2021, 'form-2021'],
    [2026, 'form-2021'],
  ])('%i is reported by %s', (year, id) => {
    expect(formOf(year)).toMatchObject({ offered: true, form: { id } });
  });

  it.each([2019, 2020])('%i had an interim layout that is not offered, and says so', (year) => {
    expect(formOf(year)).toEqual({
      offered: false,
      reason: {
        zh: `${year}年的年报适用过渡格式（国办公开办函〔2019〕60号），本系统不提供该格式的表格。`,
        en: `The return of ${year} has an interim layout (国办公开办函〔2019〕60号), which this system does not offer.`,
      },
    });
  });
});
