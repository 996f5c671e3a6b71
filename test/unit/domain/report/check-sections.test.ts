import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../../lib/domain/form/form-2021.ts';
import { checkSections, reportPhrases } from '../../../../lib/domain/report/check-sections.ts';
import { draftSections } from '../../../../lib/domain/report/draft-sections.ts';
import { CELL_WORDS } from '../../../../lib/domain/report/words-of-form.ts';
import { createFigureReader } from '../../../../lib/domain/report/written-figures.ts';
import { TALLIES_2017 } from '../../returns/annual-of.ts';
import { factsOf, NOTHING_APPLIED_FOR, type Told } from './facts-of.ts';

/** Findings about a text that staff wrote for chapter 六 (or another). */
const findingsOf = (text: string, { section = '6', ...told }: Told & { readonly section?: string } = {}) => {
  const facts = factsOf({
    tallied: TALLIES_2017,
    cells: NOTHING_APPLIED_FOR,
    ...told,
    sections: { [section]: [text] },
  });
  return checkSections({ ...facts, sections: draftSections(facts) });
};

const applied = { ...NOTHING_APPLIED_FOR, '3.1': 1160, '3.1.1': 5, '3.3.2': 3, '3.3.4': 2, '7': 0.5 };

describe('a number in the text', () => {
  it('that differs is told with its cell, both values and its place', () => {
    expect(findingsOf('2017年，共收到政府信息公开申请3件。')).toEqual([
      {
        code: 'X-1',
        level: 'warning',
        cells: ['3.1'],
        message: {
          zh: '“六、依申请公开信息的情况”中写道“共收到政府信息公开申请3件”，与表中“三、（一）收到申请数”（0件）不一致，请核对。',
          en: expect.stringContaining('which differs from the cell'),
        },
      },
    ]);
  });

  it.each([
    ['共收到政府信息公开申请1160件'],
    ['共收到政府信息公开申请 1,160 件'],
    ['共收到政府信息公开申请１１６０件'],
    ['共收到政府信息公开申请1，160件'],
    ['收到申请共计一千一百六十件'],
    ['收到申请一一六〇件'],
    ['当面申请为五件'],
    ['同意公开答复3件，不同意公开答复2件'],
    ['依申请公开信息收取的费用共0.50万元'],
    ['2016年收到政府信息公开申请9件'],
    ['2017年比上年收到政府信息公开申请多9件'],
    ['上年收到申请9件'],
    ['一季度收到申请9件'],
    ['收到申请1000余件'],
    ['收到信件9件'],
  ])('is right or none of the figures in “%s”', (text) => {
    expect(findingsOf(text, { cells: applied })).toEqual([]);
  });

  it.each([
    ['共收到政府信息公开申请1161件', '3.1'],
    ['收到申请1,161件', '3.1'],
    ['收到申请１１６１件', '3.1'],
    ['收到申请一千一百六十一件', '3.1'],
    ['没有收到书面或者其他形式的申请', '3.1'],
    ['当面申请六件', '3.1.1'],
    ['同意公开答复2件', '3.3.2'],
    ['不同意公开答复3件', '3.3.4'],
    ['不存在政府信息公开的收费及减免情况', '7'],
    ['传真申请1件', '3.1.2'],
  ])('is wrong in “%s”', (text, cell) => {
    expect(findingsOf(text, { cells: applied }).map(({ cells }) => cells)).toEqual([[cell]]);
  });

  it('that stands where the cell is blank is told', () => {
    const [finding] = findingsOf('收到申请3件', { cells: {} });
    expect(finding?.message.zh).toContain('（没有数字）');
  });

  it.each([
    ['通过门户网站发布79条信息', '台账统计的门户网站发布的信息（78条）'],
    [
      '其中有30条信息既在门户网站又在市级信息公开平台发布',
      '台账统计的同时在门户网站和市级信息公开平台发布的信息（31条）',
    ],
    ['累计共发布了147条信息', '表中“一、（一）主动公开政府信息数”（116条）'],
  ])('of the count is checked: %s', (text, named) => {
    const findings = findingsOf(text, { section: '5' });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message.zh).toContain(named);
  });

  it('of the total is held against the count where the form has no cell for it', () => {
    const findings = findingsOf('主动公开方面，2023年1月1日至2023年12月31日累计共发布了147条信息。', {
      year: 2023,
      cells: {},
      section: '1',
    });
    expect(findings).toMatchObject([{ code: 'X-1', cells: [] }]);
    expect(findings[0]?.message.zh).toContain('2023年主动公开政府信息数（去重）（116条）');
  });

  it('is found wherever the draft of 2017 states one of the five', () => {
    const facts = factsOf({ tallied: TALLIES_2017, cells: NOTHING_APPLIED_FOR });
    const figuresIn = createFigureReader(reportPhrases(facts), 2017);
    const chapter = draftSections(facts).find(({ id }) => id === '5');
    expect(figuresIn(chapter?.paragraphs[0] ?? '').map(({ value }) => value)).toEqual([78, 7, 62, 31, 116]);
  });

  it('may mean either of two channels of one name', () => {
    const channels = ['portal', 'provincial', 'municipal'].map((id) => ({ id, name: '网站' }));
    const told = { section: '5', over: { channels } };
    expect(findingsOf('网站发布62条信息', told)).toEqual([]);
    expect(findingsOf('网站发布61条信息', told)).toHaveLength(1);
  });
});

describe('the period', () => {
  it.each([
    ['统计期限为2017年1月1日至2017年12月31日。'],
    ['统计期限为2017年1月1日起至12月31日。'],
    ['统计期限为二〇一七年一月一日至十二月三十一日。'],
    ['统计期限为２０１７年１月１日—１２月３１日，其中2016年3月1日至2017年2月28日开展了专项行动。'],
  ])('may be written %s', (text) => {
    expect(findingsOf(text, { section: '1' })).toEqual([]);
  });

  it.each([
    ['统计期限为2016年1月1日至2016年12月31日。', '2016年1月1日至2016年12月31日'],
    ['统计期限为2017年1月1日至2018年12月31日。', '2017年1月1日至2018年12月31日'],
    ['统计期限为2017年1月2日至12月31日。', '2017年1月2日至12月31日'],
    ['2017年1月1日至12月31日；2018年1月1日至12月31日。', '2018年1月1日至12月31日'],
    ['本年工作情况如下。', '没有写明统计期间'],
  ])('is an error in “%s”', (text, named) => {
    const findings = findingsOf(text, { section: '1' });
    expect(findings).toMatchObject([{ code: 'X-2', level: 'error', cells: [] }]);
    expect(findings[0]?.message.zh).toContain(named);
  });
});

describe.each([FORM_2014, FORM_2021])('the words of $id', ({ id, cells }) => {
  it('name only cells that the form has, each once', () => {
    const named = CELL_WORDS[id].map(({ cell }) => cell);
    const known = new Set(cells.map((cell) => cell.id));
    expect(named.filter((cell) => !known.has(cell))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('tell every two cells of one unit apart', () => {
    const unitOf = new Map(cells.map((cell) => [cell.id, cell.unit]));
    const words = CELL_WORDS[id].flatMap(({ cell, words: told, also = [] }) =>
      [told, ...also].map((each) => `${each}${unitOf.get(cell)}`),
    );
    expect(new Set(words).size).toBe(words.length);
  });
});

it('has words for every row of the old form', () => {
  const named = new Set(CELL_WORDS['form-2014'].map(({ cell }) => cell));
  expect(FORM_2014.cells.filter(({ id }) => !named.has(id))).toEqual([]);
});

describe('the real report of 2017', () => {
  const report = readFileSync(
    new URL('../../../../local/demo/annual-report-2017.txt', import.meta.url),
    'utf8',
  );
  /** By chapter, what its office wrote; the sentence before the first stands in it. */
  const sections = Object.fromEntries(
    FORM_2014.sections.map(({ id, heading }, index) => {
      const next = FORM_2014.sections[index + 1]?.heading ?? '附件';
      const from = index === 0 ? 0 : report.indexOf(heading);
      return [id, report.slice(from, report.indexOf(next)).split('\n')];
    }),
  );
  const facts = factsOf({ tallied: TALLIES_2017, cells: NOTHING_APPLIED_FOR, sections });

  it('holds, half-width marks and all', () => {
    const written = draftSections(facts);
    expect(written.every(({ edited }) => edited)).toBe(true);
    expect(checkSections({ ...facts, sections: written })).toEqual([]);
  });

  it.each([
    ['发布78条', '发布87条', '门户网站发布的信息（78条）'],
    ['发布7条', '发布8条', '山东政务服务网发布的信息（7条）'],
    ['发布了62条', '发布了26条', '市级信息公开平台发布的信息（62条）'],
    ['有31条', '有13条', '同时在门户网站和市级信息公开平台发布的信息（31条）'],
    ['发布了116条', '发布了147条', '“一、（一）主动公开政府信息数”（116条）'],
    ['至2017年12月31日', '至2016年12月31日', '2017年1月1日至2016年12月31日'],
  ])('is found to be wrong with %s as %s', (right, wrong, named) => {
    const written = draftSections(facts).map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map((paragraph) => paragraph.replace(right, wrong)),
    }));
    const findings = checkSections({ ...facts, sections: written });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message.zh).toContain(named);
  });

  it('is found to be wrong where an application came after all', () => {
    const after = factsOf({
      tallied: TALLIES_2017,
      cells: { ...NOTHING_APPLIED_FOR, '3.1': 2, '4': 1 },
      sections,
    });
    const findings = checkSections({ ...after, sections: draftSections(after) });
    expect(findings.map(({ cells }) => cells)).toEqual([['3.1'], ['4']]);
  });
});
