import { describe, expect, it } from 'vitest';
import { draftSections } from '../../../../lib/domain/report/draft-sections.ts';
import type { ReportFacts } from '../../../../lib/domain/report/report-facts.ts';
import { TALLIES_2017 } from '../../returns/annual-of.ts';
import { factsOf, NOTHING_APPLIED_FOR } from './facts-of.ts';

const textOf = (facts: ReportFacts, id: string): string =>
  draftSections(facts)
    .find((section) => section.id === id)
    ?.paragraphs.join('\n') ?? '';

const report2017 = (over: Partial<ReportFacts> = {}) =>
  factsOf({ tallied: TALLIES_2017, cells: NOTHING_APPLIED_FOR, over });

describe('the report of a year of which the ledger knows nothing', () => {
  it.each([
    [2017, '8'],
    [2022, '5'],
  ])('says of %i that nothing is known, not that nothing was wrong', (year, id) => {
    const unknown = ['portal', 'provincial', 'municipal'].map((channel) => ({
      channel,
      from: `${year}-01-01`,
      through: `${year}-12-31`,
      nothingKnown: true,
      message: { zh: '不详', en: 'unknown' },
    }));
    const text = textOf(factsOf({ year, over: { unknown } }), id);
    expect(text).toContain('情况不详');
    expect(text).not.toContain('没有统计到');
  });
});

describe('the report of 2017', () => {
  it('has the eight chapters under their headings, in their order', () => {
    expect(draftSections(report2017()).map(({ heading }) => heading)).toEqual([
      '一、概述',
      '二、政府信息公开组织领导和制度建设情况',
      '三、发布解读、回应社会关切以及互动交流情况',
      '四、重点领域政府信息公开工作推进情况',
      '五、主动公开政府信息以及公开平台建设情况',
      '六、依申请公开信息的情况',
      '七、政府信息公开保密审查及监督检查情况',
      '八、政府信息公开工作中存在的主要问题和改进措施',
    ]);
  });

  it('states its period', () => {
    expect(textOf(report2017(), '1')).toContain('对2017年1月1日至2017年12月31日政府信息公开工作情况报告如下');
  });

  it.each(['78条', '7条', '62条', '31条', '116条'])('names %s in chapter 五', (figure) => {
    expect(textOf(report2017(), '5')).toContain(figure);
  });

  it('says in a sentence of its own that no application was received', () => {
    const sentences = textOf(report2017(), '6').split('。');
    expect(sentences[0]).toBe('2017年，中心管理办公室没有收到公民、法人或者其他组织的政府信息公开申请');
    expect(sentences).toContain('没有因政府信息公开申请行政复议的情况');
  });
});

describe('what a cell says', () => {
  it('is told with its parts, those of 0 left to the table', () => {
    const applied = { ...NOTHING_APPLIED_FOR, '3.1': 5, '3.1.1': 2, '3.1.3': 3, '7': 0.5 };
    const text = textOf(factsOf({ cells: applied }), '6');
    expect(text).toContain('2017年，中心管理办公室收到政府信息公开申请5件，其中当面申请2件、网络申请3件。');
    expect(text).toContain('收取依申请公开信息的费用0.5万元。');
    expect(text).not.toMatch(/没有收到/);
  });

  it.each([
    { case: 'nothing at all', cells: {}, told: '2017年收到政府信息公开申请的情况尚未填报。' },
    {
      case: 'not every part',
      cells: { '3.1': 5, '3.1.1': 5, '3.1.2': 0 },
      told: '收到政府信息公开申请5件，其中当面申请5件。“网络申请”、“信函申请”尚未填报。',
    },
    {
      case: 'one that does not apply',
      cells: { ...NOTHING_APPLIED_FOR, '3.1': 5, '3.1.1': 5, '3.1.2': '/' as const, '3.1.3': '-' as const },
      told: '其中当面申请5件、传真申请不适用、网络申请无此项。',
    },
  ])('of which $case was filled in says so and gives no 0', ({ cells, told }) => {
    const text = textOf(factsOf({ cells }), '6');
    expect(text).toContain(told);
    expect(text).not.toMatch(/0件/);
  });

  it('never says that there was none of what is blank', () => {
    const text = textOf(report2017(), '3');
    expect(text).toContain('发布政策解读稿件0篇。');
    expect(text).toContain('“参加或举办新闻发布会”');
    expect(text).not.toMatch(/没有通过新闻发布会/);
  });

  it('goes before the count where people entered another total, and both are named', () => {
    const facts = factsOf({ tallied: TALLIES_2017, cells: { '1.1': 120 } });
    expect(textOf(facts, '5')).toContain('累计共发布了120条信息（台账统计为116条）');
    expect(textOf(facts, '1')).toContain('共主动公开政府信息120条');
  });
});

describe('areas, kinds and the rule', () => {
  it('are told from the count', () => {
    const facts = factsOf({
      tallied: [
        { items: 4, on: ['portal'], pattern: { area: '互联网+政务服务' } },
        { items: 3, on: ['portal'], pattern: { area: '部门预决算', kind: 'interpretation' } },
        { items: 2, on: ['portal'], pattern: { kind: 'response' } },
      ],
    });
    expect(textOf(facts, '4')).toContain('“互联网+政务服务”4条、“部门预决算”3条，未标明领域的信息2条。');
    expect(textOf(facts, '3')).toContain('政策解读信息3条，首次公开的回应类信息2条。');
  });

  it('name who may approve, by the policy of the office', () => {
    expect(textOf(report2017(), '7')).toContain('重要信息由主要领导审批；作者本人不得审批。');
    expect(textOf(report2017({ distinctPersons: false }), '7')).not.toContain('作者本人');
  });
});

describe('a year of which nothing is known', () => {
  const unknown = ['portal', 'provincial', 'municipal'].map((channel) => ({
    channel,
    from: '2017-01-01',
    through: '2017-12-31',
    nothingKnown: true,
    message: { zh: '不详。', en: 'Unknown.' },
  }));

  it.each(['3', '4', '5'])('has no 0 of the ledger in chapter %s', (id) => {
    const text = textOf(factsOf({ over: { unknown } }), id);
    expect(text).toMatch(/不详/);
    expect(text).not.toMatch(/0条/);
  });
});

describe('problems and measures', () => {
  it('are what the system counted, what last year promised, and what this year promises', () => {
    const facts = factsOf({
      tallied: [
        { items: 3, on: [{ channel: 'portal', late: true }] },
        { items: 2, on: ['portal'] },
      ],
      measures: ['加强日常信息公开工作。', '丰富内容'],
      over: {
        lastYearsMeasures: ['完善制度；'],
        remarks: [
          { code: 'layout-normalised', items: 4 },
          { code: 'half-width-punctuation', items: 1 },
        ],
      },
    });
    expect(textOf(facts, '8').split('\n')).toEqual([
      '经系统统计，本年信息公开工作存在以下问题：一是信息公开不够及时，首次公开逾期的信息3条；二是信息版式不够规范，原稿文字大小、段落格式不统一的信息4条，发布时已由系统统一版式；三是文字规范有待加强，中文中使用了半角标点的信息1条。',
      '上一年度报告提出的改进措施：一是完善制度。',
      '下一步改进措施：一是加强日常信息公开工作；二是丰富内容。',
    ]);
  });

  it('say of imported items that some could not be judged', () => {
    const facts = factsOf({ tallied: [{ items: 1, on: [{ channel: 'portal', imported: true }] }] });
    expect(textOf(facts, '8')).toContain('由文件导入而没有形成日期或者正文的信息，不在上述统计之内。');
  });
});

describe('the current report', () => {
  const facts = factsOf({
    year: 2023,
    tallied: TALLIES_2017,
    cells: { 'table3/1/total': 0, 'table3/2/total': 0, 'table4/review/total': 2 },
  });

  it('has its six sections', () => {
    expect(draftSections(facts).map(({ heading }) => heading)).toEqual([
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ]);
  });

  it('has the deduplicated total and the period in 一、总体情况', () => {
    expect(textOf(facts, '1')).toContain('2023年累计共发布了116条信息');
    expect(textOf(facts, '1')).toContain('统计期限为2023年1月1日至2023年12月31日');
  });

  it.each([
    ['2', '见下表。'],
    ['3', '2023年，中心管理办公室没有收到公民、法人或者其他组织的政府信息公开申请。'],
    ['4', '行政复议2件。'],
    ['6', '没有发出收取信息处理费的通知。'],
  ])('introduces section %s: %s', (id, words) => {
    expect(textOf(facts, id)).toContain(words);
  });

  it('says that fees are not filled in as soon as there was an application', () => {
    const applied = factsOf({ year: 2023, cells: { 'table3/1/total': 1, 'table3/2/total': 0 } });
    expect(textOf(applied, '6')).toBe('收取信息处理费的情况尚未填报。');
  });
});

describe('what staff write', () => {
  it('replaces the draft of that section alone, and is marked', () => {
    const sections = draftSections(factsOf({ sections: { '2': ['自己写的一段。', '又一段。'], '3': [] } }));
    expect(sections[1]).toMatchObject({ paragraphs: ['自己写的一段。', '又一段。'], edited: true });
    expect(sections.filter(({ edited }) => edited)).toHaveLength(1);
  });
});
