import { describe, expect, it } from 'vitest';
import { chineseOrdinal, enumerated } from '../../../../lib/domain/report/chinese-ordinal.ts';
import { numbersIn, readChineseNumber } from '../../../../lib/domain/report/numbers-in-text.ts';

describe('a number in Chinese characters', () => {
  it.each([
    ['三', 3],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百一十六', 116],
    ['一百零五', 105],
    ['一百一', 101],
    ['两千零五', 2005],
    ['三万', 30_000],
    ['一万二千三百四十五', 12_345],
    ['一亿零三万', 100_030_000],
    ['二〇一七', 2017],
    ['〇', 0],
    ['零', 0],
  ])('%s is %i', (written, value) => {
    expect(readChineseNumber(written)).toBe(value);
  });

  it.each(['万', '一二百', '百百'])('%s is none', (written) => {
    expect(readChineseNumber(written)).toBeNaN();
  });
});

it.each([
  ['发布78条，又7条', [78, 7]],
  ['发布1,160条', [1160]],
  ['发布１，１６０条', [1160]],
  ['费用0.5万元', [0.5]],
  ['费用三万元', [3]],
  ['发布78条，116条除外', [78, 116]],
  ['没有数字', []],
])('finds in “%s” %j', (text, values) => {
  expect(numbersIn(text).map(({ value }) => value)).toEqual(values);
});

it.each([
  [1, '一'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [31, '三十一'],
])('numbers a list: %i is %s', (number, written) => {
  expect(chineseOrdinal(number)).toBe(written);
});

it('ends a list once, whatever its points end with', () => {
  expect(enumerated(['甲。', ' 乙；', '丙'])).toBe('一是甲；二是乙；三是丙。');
});
