import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../../../../lib/domain/content/canonical-text.ts';
import { publicationSentence } from '../../../../lib/domain/report/publication-sentence.ts';
import { annualOf, TALLIES_2017 } from '../../returns/annual-of.ts';

const RULE = '按相同的信息通过不同的渠道和方式发布计为1条';

it('says what the real report of 2017 says, in full-width punctuation', () => {
  const report = readFileSync(
    new URL('../../../../local/demo/annual-report-2017.txt', import.meta.url),
    'utf8',
  );
  const sentence = publicationSentence(annualOf(TALLIES_2017));
  expect(sentence).toBe(
    `${RULE}，通过门户网站发布78条信息，山东政务服务网发布7条信息，市级信息公开平台发布了62条信息，其中有31条信息既在门户网站又在市级信息公开平台发布，中心管理办公室2017年累计共发布了116条信息。`,
  );
  expect(canonicalLine(report)).toContain(canonicalLine(sentence));
});

it.each([
  {
    case: 'nothing in common',
    tallied: [
      { items: 2, on: ['portal'] },
      { items: 3, on: ['municipal'] },
    ],
    sentence: `${RULE}，通过门户网站发布2条信息，山东政务服务网发布0条信息，市级信息公开平台发布了3条信息，各渠道之间没有相同的信息，中心管理办公室2017年累计共发布了5条信息。`,
  },
  {
    case: 'two pairs',
    tallied: [
      { items: 2, on: ['portal', 'provincial'] },
      { items: 3, on: ['portal', 'municipal'] },
    ],
    sentence: `${RULE}，通过门户网站发布5条信息，山东政务服务网发布2条信息，市级信息公开平台发布了3条信息，其中有3条信息既在门户网站又在市级信息公开平台发布，有2条信息既在门户网站又在山东政务服务网发布，中心管理办公室2017年累计共发布了5条信息。`,
  },
  {
    case: 'all regions of three channels, which are disjoint',
    tallied: [
      { items: 1, on: ['portal'] },
      { items: 2, on: ['portal', 'provincial'] },
      { items: 3, on: ['portal', 'municipal'] },
      { items: 4, on: ['provincial', 'municipal'] },
      { items: 5, on: ['portal', 'provincial', 'municipal'] },
    ],
    sentence: `${RULE}，通过门户网站发布11条信息，山东政务服务网发布11条信息，市级信息公开平台发布了12条信息，其中有3条信息只在门户网站和市级信息公开平台2个渠道发布，有4条信息只在山东政务服务网和市级信息公开平台2个渠道发布，有2条信息只在门户网站和山东政务服务网2个渠道发布，有5条信息在门户网站、山东政务服务网和市级信息公开平台3个渠道都发布，中心管理办公室2017年累计共发布了15条信息。`,
  },
  {
    case: 'items of earlier years',
    tallied: [
      { items: 4, on: ['portal'] },
      {
        items: 2,
        on: [
          { channel: 'portal', month: '2016-12' },
          { channel: 'municipal', month: '2017-01' },
        ],
      },
    ],
    sentence: `${RULE}，通过门户网站发布4条信息，山东政务服务网发布0条信息，市级信息公开平台发布了2条信息，各渠道之间没有相同的信息，以上信息中有2条为上年已公开，不再计入，中心管理办公室2017年累计共发布了4条信息。`,
  },
  {
    case: 'reposts, withdrawn and published in error',
    tallied: [
      { items: 3, on: ['portal'] },
      { items: 2, on: ['portal'], pattern: { origin: 'repost' as const } },
      { items: 1, on: [{ channel: 'portal', withdrawal: 'withdrawn' as const }] },
      { items: 1, on: [{ channel: 'portal', withdrawal: 'error' as const }] },
    ],
    sentence: `${RULE}，通过门户网站发布6条信息，山东政务服务网发布0条信息，市级信息公开平台发布了0条信息，中心管理办公室2017年累计共发布了6条信息（其中转载2条，不含转载为4条），其中已撤下1条；另有1条因误发撤下，未计入。`,
  },
  {
    case: 'a year with nothing',
    tallied: [],
    sentence: `${RULE}，中心管理办公室2017年没有通过门户网站、山东政务服务网、市级信息公开平台发布信息，累计共发布了0条信息。`,
  },
])('tells of $case', ({ tallied, sentence }) => {
  expect(publicationSentence(annualOf(tallied))).toBe(sentence);
});

it('says which figure leaves reposts out', () => {
  const annual = annualOf(
    [
      { items: 3, on: ['portal'] },
      { items: 2, on: ['portal'], pattern: { origin: 'repost' } },
    ],
    { countReposts: false },
  );
  expect(publicationSentence(annual)).toContain('累计共发布了3条信息（另有转载2条未计入，含转载为5条）。');
});

const daysOf = (channel: string, nothingKnown: boolean) => ({
  channel,
  from: '2026-01-01',
  through: '2026-11-02',
  nothingKnown,
  message: { zh: '不详。', en: 'Unknown.' },
});

describe('what is unknown', () => {
  it('is named beside the total, and its channel has no number', () => {
    const sentence = publicationSentence(
      annualOf([{ items: 3, on: ['portal'] }], {
        unknown: [daysOf('portal', false), daysOf('municipal', true)],
      }),
    );
    expect(sentence).toContain(
      '累计共发布了3条信息（不含情况不详的部分：门户网站2026-01-01至2026-11-02、市级信息公开平台2026-01-01至2026-11-02）',
    );
    expect(sentence).not.toContain('市级信息公开平台发布');
  });
});
