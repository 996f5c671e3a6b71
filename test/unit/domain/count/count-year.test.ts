import { describe, expect, it } from 'vitest';
import { type CountRequest, countYear } from '../../../../lib/domain/count/count-year.ts';
import type { Publication, PublicationPattern } from '../../../../lib/domain/publication.ts';
import { FIGURES_OF_2017 } from '../../../examples/count-of-2017.ts';
import { patternOf } from './pattern-of.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'];

const count = (
  patterns: readonly PublicationPattern[],
  request: Partial<CountRequest> = {},
): ReturnType<typeof countYear> =>
  countYear(
    patterns.map((pattern) => ({ pattern, items: 1 })),
    { year: 2017, policies: { countReposts: true }, channels: CHANNELS, ...request },
  );

const on = (...channels: readonly string[]): readonly Partial<Publication>[] =>
  channels.map((channel) => ({ channel, imported: true }));

describe('the real year 2017', () => {
  it('counts 147 publications as 116 items in four regions', () => {
    const tallies = [
      { pattern: patternOf(on('municipal', 'portal')), items: 31 },
      { pattern: patternOf(on('municipal')), items: 31 },
      { pattern: patternOf(on('provincial')), items: 7 },
      { pattern: patternOf(on('portal')), items: 47 },
    ];
    expect(countYear(tallies, { year: 2017, policies: { countReposts: true }, channels: CHANNELS })).toEqual({
      ...FIGURES_OF_2017,
      importedFrom: { municipal: '2017-05', portal: '2017-05', provincial: '2017-05' },
    });
  });
});

describe('what is one item, and in which year', () => {
  const decemberAndJanuary = patternOf([
    { channel: 'portal', month: '2016-12' },
    { channel: 'municipal', month: '2017-01' },
  ]);
  const withdrawn = patternOf([{ withdrawal: 'withdrawn' }]);
  const inError = patternOf([{ withdrawal: 'error' }]);
  const repost = patternOf([{}], { origin: 'repost' });

  it.each([
    {
      rule: 'public within the year',
      pattern: patternOf([{ month: '2017-01' }]),
      figures: { total: 1, published: 1 },
    },
    {
      rule: 'public in another year',
      pattern: patternOf([{ month: '2018-01' }]),
      figures: { total: 0, published: 0 },
    },
    {
      rule: 'published in December, on a second channel in January: the first year has the total',
      pattern: decemberAndJanuary,
      year: 2016,
      figures: { total: 1, published: 1, channels: { portal: 1, provincial: 0, municipal: 0 } },
    },
    {
      rule: 'published in December, on a second channel in January: the second year has the channel figure alone',
      pattern: decemberAndJanuary,
      figures: {
        total: 0,
        published: 1,
        firstPublishedEarlier: 1,
        channels: { portal: 0, provincial: 0, municipal: 1 },
        formRows: { website: 1 },
      },
    },
    {
      rule: 'on one channel twice (merged by a person): one item, at the earlier time',
      pattern: patternOf([{ month: '2017-03' }, { month: '2018-02' }]),
      year: 2018,
      figures: { total: 0, published: 0, channels: { portal: 0, provincial: 0, municipal: 0 } },
    },
    {
      rule: 'an interpretation: an item of its own',
      pattern: patternOf([{}], { kind: 'interpretation' }),
      figures: { total: 1 },
    },
    { rule: 'a repost, counted by policy', pattern: repost, figures: { total: 1, published: 1, reposts: 1 } },
    {
      rule: 'a repost, left out by policy: still public on its channel',
      pattern: repost,
      policies: { countReposts: false },
      figures: { total: 0, published: 1, reposts: 1, channels: { portal: 1, provincial: 0, municipal: 0 } },
    },
    {
      rule: 'a repost first public earlier: left out once, not twice',
      pattern: patternOf([{ month: '2016-12' }, { channel: 'municipal' }], { origin: 'repost' }),
      policies: { countReposts: false },
      figures: { total: 0, published: 1, firstPublishedEarlier: 1, reposts: 0 },
    },
    { rule: 'withdrawn: counted and shown apart', pattern: withdrawn, figures: { total: 1, withdrawn: 1 } },
    {
      rule: 'withdrawn from one of two channels: still public',
      pattern: patternOf([{ withdrawal: 'withdrawn' }, { channel: 'municipal' }]),
      figures: { total: 1, withdrawn: 0 },
    },
    {
      rule: 'published in error: not counted, shown apart',
      pattern: inError,
      figures: { total: 0, published: 0, withdrawn: 0, withdrawnAsError: 1, regions: [], formRows: {} },
    },
    {
      rule: 'published in error in another year: no part of this one',
      pattern: patternOf([{ withdrawal: 'error', month: '2016-12' }]),
      figures: { withdrawnAsError: 0 },
    },
    {
      rule: 'in error on one channel, rightly on another: the right one counts',
      pattern: patternOf([{ month: '2016-12', withdrawal: 'error' }, { channel: 'municipal' }]),
      figures: { total: 1, firstPublishedEarlier: 0, withdrawnAsError: 0 },
    },
    {
      rule: 'in time on one channel, later on another: not late',
      pattern: patternOf([{ late: false }, { channel: 'municipal', late: true }]),
      figures: { late: 0 },
    },
    {
      rule: 'late on every channel: late',
      pattern: patternOf([{ late: true }, { channel: 'municipal', late: true }]),
      figures: { late: 1 },
    },
    {
      rule: 'two kinds of channel: once in each form row, once in all',
      pattern: patternOf([{}, { channel: 'wechat', formRow: 'wechat' }]),
      figures: { total: 1, formRows: { website: 1, wechat: 1 } },
    },
  ])('$rule', ({ pattern, figures, year = 2017, policies = { countReposts: true } }) => {
    expect(count([pattern], { year, policies })).toMatchObject(figures);
  });
});

describe('quarters', () => {
  const firstInFebruary = patternOf([
    { channel: 'portal', month: '2017-02' },
    { channel: 'municipal', month: '2017-04' },
  ]);

  it('counts an item in the quarter in which it was first public', () => {
    expect(count([firstInFebruary], { quarter: 1 })).toMatchObject({ quarter: 1, total: 1, published: 1 });
  });

  it('shows it in a later quarter as first published earlier', () => {
    expect(count([firstInFebruary], { quarter: 2 })).toMatchObject({
      total: 0,
      published: 1,
      firstPublishedEarlier: 1,
      regions: [{ channels: ['municipal'], items: 1 }],
    });
  });

  it('is empty where nothing happened', () => {
    expect(count([firstInFebruary], { quarter: 4 })).toMatchObject({ total: 0, published: 0, regions: [] });
  });
});

describe('practice channels', () => {
  const practised = patternOf([
    { channel: 'portal', month: '2016-12', practice: true },
    { channel: 'municipal', month: '2017-01' },
  ]);

  it('count live deliveries and tell their number', () => {
    expect(count([practised], { year: 2016 })).toMatchObject({ total: 1, practiceDeliveries: 1 });
  });

  it('can be left out, and then the item counts where it was first really public', () => {
    const without = { excludePractice: true };
    expect(count([practised], { year: 2016, ...without })).toMatchObject({ total: 0, published: 0 });
    expect(count([practised], without)).toMatchObject({
      total: 1,
      firstPublishedEarlier: 0,
      practiceDeliveries: 0,
    });
  });

  it('keep their imported deliveries, which were real', () => {
    const imported = patternOf([{ practice: true, imported: true }]);
    expect(count([imported], { excludePractice: true })).toMatchObject({
      total: 1,
      importedDeliveries: 1,
      practiceDeliveries: 0,
    });
  });
});

describe('sets of channels', () => {
  it('lists all overlaps of three channels, each with everything that lies in it', () => {
    const three = patternOf(on('municipal', 'portal', 'provincial'));
    const two = patternOf(on('portal', 'provincial'));
    expect(count([three, two, two]).overlaps).toEqual([
      { channels: ['municipal', 'portal'], items: 1 },
      { channels: ['municipal', 'provincial'], items: 1 },
      { channels: ['portal', 'provincial'], items: 3 },
      { channels: ['municipal', 'portal', 'provincial'], items: 1 },
    ]);
  });

  it('stays small for an item on 32 channels: its pairs and the whole set', () => {
    const channels = Array.from({ length: 32 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    const { regions, overlaps } = count([patternOf(on(...channels))], { channels });
    expect(regions).toEqual([{ channels, items: 1 }]);
    expect(overlaps).toHaveLength((32 * 31) / 2 + 1);
  });

  it('shows a channel that is no longer configured after the others', () => {
    expect(Object.entries(count([patternOf(on('bulletin'))]).channels)).toEqual([
      ['portal', 0],
      ['provincial', 0],
      ['municipal', 0],
      ['bulletin', 1],
    ]);
  });
});

describe('groups', () => {
  const patterns = [
    patternOf([{ month: '2017-03' }], { unit: '信息中心' }),
    patternOf([{ month: '2016-12' }, { channel: 'municipal', month: '2017-01' }]),
    patternOf([{ withdrawal: 'error' }], { unit: '信息中心' }),
  ];

  it.each([
    {
      by: 'unit' as const,
      groups: [
        { value: '信息中心', total: 1, published: 1, firstPublishedEarlier: 0 },
        { value: null, total: 0, published: 1, firstPublishedEarlier: 1 },
      ],
    },
    {
      by: 'month' as const,
      groups: [
        { value: '2017-01', total: 0, published: 1, firstPublishedEarlier: 1 },
        { value: '2017-03', total: 1, published: 1, firstPublishedEarlier: 0 },
      ],
    },
    {
      by: 'kind' as const,
      groups: [{ value: 'document', total: 1, published: 2, firstPublishedEarlier: 1 }],
    },
    { by: 'area' as const, groups: [{ value: null, total: 1, published: 2, firstPublishedEarlier: 1 }] },
  ])('by $by', ({ by, groups }) => {
    expect(count(patterns, { by })).toMatchObject({ by, groups });
  });
});
