import { describe, expect, it } from 'vitest';
import { differingWords } from '../../../../lib/domain/relations/differing-words.ts';
import { type Likeness, resemblanceOf, tracesOf } from '../../../../lib/domain/relations/resemblance.ts';
import { bandsOf, runsOf, similarityOf } from '../../../../lib/domain/relations/runs.ts';

const TEXT =
  '各窗口单位：为方便群众办事，经研究决定，自2026年12月1日起调整大厅办公时间，周一至周五上午八时三十分至十二时，下午一时三十分至五时，周六上午照常办公，请各单位做好人员安排。';
const CORRECTED = TEXT.replace('12月1日', '12月8日');
const OTHER =
  '虚构市文化馆将于本月底举办迎新春书画展，展出本市书画爱好者作品一百余幅，免费向公众开放，欢迎广大市民前往参观，参观请自觉遵守场馆秩序，爱护展品，谢绝携带宠物入内。';

const likeness = (overrides: Partial<Likeness> & { readonly text?: string } = {}): Likeness => {
  const { text = TEXT, ...rest } = overrides;
  return {
    itemId: 'a',
    title: '关于调整大厅办公时间的通知',
    documentNumber: null,
    occurrence: null,
    day: 20_000,
    runs: runsOf(text),
    related: [],
    ...rest,
  };
};

describe('two items', () => {
  it.each([
    { what: 'the same title, a little later', other: { day: 20_030 }, reasons: ['same-title', 'near-text'] },
    { what: 'the same title, far later', other: { day: 20_031 }, reasons: undefined },
    {
      what: 'another title and nearly the same text',
      other: { title: '通知', text: CORRECTED },
      reasons: ['near-text'],
    },
    { what: 'the same title and another text', other: { text: OTHER }, reasons: undefined },
    { what: 'the same title, of which one has no text', other: { text: '' }, reasons: ['same-title'] },
    { what: 'nothing in common', other: { title: '展览', text: OTHER }, reasons: undefined },
    {
      what: 'one document number, whatever the day and the text',
      first: { documentNumber: '3号' },
      other: { documentNumber: '3号', day: 30_000, title: '附件', text: OTHER },
      reasons: ['same-document-number'],
    },
    {
      what: 'two document numbers',
      first: { documentNumber: '3号' },
      other: { documentNumber: '4号' },
      reasons: undefined,
    },
    {
      what: 'the same text, and somebody said that it is another time',
      other: { occurrence: '第二次' },
      reasons: undefined,
    },
    { what: 'the same text, one of which explains the other', other: { related: ['a'] }, reasons: undefined },
  ])('with $what: $reasons', ({ first = {}, other, reasons }) => {
    const [a, b] = [likeness(first), likeness({ itemId: 'b', ...other })];
    expect(resemblanceOf(a, b)?.reasons).toEqual(reasons);
    expect(resemblanceOf(b, a)).toEqual(resemblanceOf(a, b));
  });

  it('without a text were compared by the import', () => {
    expect(resemblanceOf(likeness({ text: '' }), likeness({ itemId: 'b', text: '' }))).toBeUndefined();
  });

  it('that may resemble each other share a trace, on whichever side of a border of days', () => {
    for (let day = 20_000; day < 20_062; day += 1) {
      const seeks = new Set(tracesOf(likeness({ day, text: CORRECTED })).seeks);
      for (const distance of [-30, -1, 0, 1, 30]) {
        const { leaves } = tracesOf(likeness({ day: day + distance }));
        expect(leaves.some((trace) => seeks.has(trace))).toBe(true);
      }
    }
  });

  it('leave traces that are whole numbers below 2^48', () => {
    for (const trace of tracesOf(likeness({ documentNumber: '3号' })).leaves) {
      expect(Number.isSafeInteger(trace) && trace >= 0 && trace < 2 ** 48).toBe(true);
    }
  });
});

describe('runs of characters', () => {
  it('are alike as far as the texts are', () => {
    expect(similarityOf(runsOf(TEXT), runsOf(TEXT))).toBe(1);
    expect(similarityOf(runsOf(TEXT), runsOf(CORRECTED))).toBeGreaterThan(0.85);
    expect(similarityOf(runsOf(TEXT), runsOf(OTHER))).toBeLessThan(0.1);
    expect(similarityOf(runsOf(''), runsOf(''))).toBe(0);
  });

  it('are met by a band where the texts are nearly one, and hardly ever where they are not', () => {
    const words = Array.from({ length: 400 }, (_, index) => `第${index}条内容${(index * 7919) % 1000}；`);
    const variant = (changed: number, from: number): string =>
      words.map((word, index) => ((index + from) % 400 < changed ? `改动${index}处` : word)).join('');
    const meets = (changed: number): number =>
      Array.from({ length: 60 }, (_, index) => {
        const bands = bandsOf(runsOf(variant(changed, index * 6))) ?? [];
        return Number((bandsOf(runsOf(words.join(''))) ?? []).some((band, at) => band === bands[at]));
      }).reduce((sum, met) => sum + met, 0);
    expect(meets(0)).toBe(60);
    expect(meets(8)).toBeGreaterThan(55);
    expect(meets(360)).toBeLessThan(6);
  });

  it('of a text too short make no bands', () => {
    expect(bandsOf(runsOf('周六照常办公'))).toBeUndefined();
  });
});

describe('words that differ', () => {
  it('are those that one text has and the other has not', () => {
    expect(differingWords('自12月1日起执行', '自12月8日起试行')).toEqual({
      onlyInFirst: ['1', '执行'],
      onlyInSecond: ['8', '试行'],
    });
  });

  it('are told too where a word is only more often there', () => {
    expect(differingWords('上午上午', '上午').onlyInFirst).toEqual(['上午']);
  });
});
