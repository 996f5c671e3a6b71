import { describe, expect, it } from 'vitest';
import type { AnnualReturn } from '../../../lib/domain/annual-return.ts';
import { reportHtml } from '../../../lib/returns/report-html.ts';
import { annualOf, TALLIES_2017 } from './annual-of.ts';
import { MANIFEST_SHA256, return2017, return2022 } from './filled-returns.ts';

const report = (annual: AnnualReturn = return2017()): string => reportHtml(annual, MANIFEST_SHA256);

const since = (through: string, nothingKnown: boolean): AnnualReturn['unknown'] =>
  ['portal', 'provincial', 'municipal'].map((channel) => ({
    channel,
    from: '2017-01-01',
    through,
    nothingKnown,
    message: { zh: '情况不详。', en: 'Unknown.' },
  }));

describe('report.html', () => {
  it('tells of 2017 as the office did, and never prints the sum of the channels as a figure', () => {
    const page = report();
    for (const figure of ['78条', '7条', '62条', '31条', '116条']) expect(page).toContain(figure);
    expect(page).toContain('没有收到');
    expect(page).toMatch(
      /2．政府网站公开政府信息数<\/th><td class="unit">条<\/td><td class="value">116<\/td>/,
    );
    expect(page).not.toContain('147条信息');
  });

  it('leaves blank what nobody filled in and says so, apart from 0, / and -', () => {
    const page = report();
    expect(page).toContain(
      '制发规范性文件总数</th><td class="unit">件</td><td class="value blank" title="空白：未填报"></td>',
    );
    expect(page).toContain('<td class="value">0</td>');
    expect(page).toContain('<td class="value">/</td>');
    expect(page).toContain('<td class="value">-</td>');
    expect(page).toContain('空白：未填报（共5格），不等于0；“/”：不适用；“-”：无此项。');
  });

  it('has the line for the seal above the table and the signatures below it', () => {
    const page = report();
    const [seal, table, signatures] = [
      page.indexOf('填报单位（盖章）：虚构市政务服务中心管理办公室'),
      page.indexOf('统计指标'),
      page.indexOf('<span>单位负责人：甲某</span>'),
    ];
    expect([seal, table, signatures].toSorted((a, b) => a - b)).toEqual([seal, table, signatures]);
    expect(seal).toBeGreaterThan(0);
    expect(page).toContain('<span>填报日期：2018年1月19日</span>');
  });

  it('merges the headings of the applications table as printed', () => {
    const page = report(return2022());
    expect(page).toContain('<th class="heading" scope="colgroup" colspan="5">法人或其他组织</th>');
    expect(page).toMatch(/<th class="label" scope="rowgroup" rowspan="\d+">三、本年度办理结果<\/th>/);
    expect(page).toContain('第一项加第二项之和，等于第三项加第四项之和');
  });

  it.each([
    { state: 'draft', amendment: null, mark: '草稿（第4稿）' },
    { state: 'filed', amendment: null, mark: '已报送（第4稿）' },
    {
      state: 'filed',
      amendment: { number: 2, amends: 3, reason: '漏报' },
      mark: '第2次更正（第4稿，更正第3稿）',
    },
  ] as const)('is marked $mark', ({ state, amendment, mark }) => {
    expect(report(return2022({ state, amendment }))).toContain(`<p class="mark">${mark}</p>`);
  });

  it('shows what an amendment changes, by number and never by title', () => {
    const page = report(return2022());
    expect(page).toContain('更正原因：一条信息误发，已撤下。');
    expect(page).toContain(
      '“行政规范性文件”行“本年制发件数”列</td><td class="value">3</td><td class="value">2</td>',
    );
    expect(page).toContain('同在门户网站、政务微信的信息');
    expect(page).toContain('2022-0031');
    expect(page).toContain(
      '误发撤下，不计入：门户网站、政务微信；类别：简报；已撤下；逾期；合并有另外1条信息',
    );
  });

  it('names in a draft what is pending, by number or by the beginning of its id, and in a filed return nothing', () => {
    expect(report()).toContain('已报送渠道但尚未公开2条次，已公开但尚未核验1条次');
    expect(report()).toContain('222222222222');
    expect(report()).not.toContain('一份不得出现的标题');
    expect(report(return2017({ state: 'filed' }))).not.toContain('尚未办结');
  });

  it('keeps a quarterly table where there is one', () => {
    expect(report(return2022())).toContain('第四季度');
    expect(report()).not.toContain('第四季度');
  });

  it.each([2019, 2020])(
    'says of %i that its layout is not offered, and gives the count all the same',
    (year) => {
      const page = report(
        annualOf([{ items: 3, on: [{ channel: 'portal', month: `${year}-03` }] }], { year }),
      );
      expect(page).toContain('国办公开办函〔2019〕60号的过渡格式，本系统不提供');
      expect(page).toContain('通过门户网站发布3条信息');
      expect(page).not.toContain('核对结果');
    },
  );

  it('prints 不详 of a channel of which nothing is known, and says which days are left out', () => {
    const unknown: AnnualReturn['unknown'] = [
      {
        channel: 'provincial',
        from: '2017-01-01',
        through: '2017-12-31',
        nothingKnown: true,
        message: { zh: '山东政务服务网：全年情况不详。', en: 'Unknown.' },
      },
    ];
    const page = report(annualOf([{ items: 2, on: ['portal'] }], { unknown }));
    expect(page).toContain('山东政务服务网</th><td class="unit">不详</td>');
    expect(page).toContain('不详：山东政务服务网：全年情况不详。');
  });

  it('never prints 0 for a year or months of which nothing is known', () => {
    const months = [{ channel: 'portal', items: [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0] }];
    const nothing = report(annualOf([], { unknown: since('2017-12-31', true), months: [] }));
    expect(nothing).toContain('合计：本年发布的信息（去重）</th><td class="unit">不详</td>');
    expect(nothing).not.toContain('<td class="value">0</td></tr>\n<tr><th class="label indent-1"');
    const some = report(
      annualOf([{ items: 3, on: ['portal'] }], { unknown: since('2017-03-30', false), months }),
    );
    expect(some).toContain('2月</th><td class="unit">不详</td>');
    // The last day of March is known.
    expect(some).toContain('3月</th><td class="value">0</td>');
    expect(some).toContain('4月</th><td class="value">3</td>');
    expect(some).toContain('全年</th><td class="value">3</td>');
  });

  it('marks practice, and a year that is not over', () => {
    const practised = annualOf([{ items: 2, on: [{ channel: 'portal', practice: true }] }]);
    expect(report(practised)).toContain('演练：本稿含演练渠道');
    expect(report()).not.toContain('演练：');
    expect(report(return2017({ builtAt: Date.parse('2017-12-31T23:59:59+08:00') }))).toContain(
      '统计期间尚未结束',
    );
    expect(report()).not.toContain('统计期间尚未结束');
  });

  it('escapes what an office calls itself and its channels, and loads nothing', () => {
    const hostile = return2017({
      office: { name: '<script>alert(1)</script>', shortName: '"><img src=x>' },
      channels: [{ id: 'portal', name: '<b onload="x">', formRow: 'website', practice: false }],
    });
    expect(report(hostile)).not.toMatch(
      /<(?:script|img|b|link|iframe)\b|@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)/,
    );
    expect(report(hostile)).toContain('&lt;script&gt;');
  });

  it('names the evidence and the manifest by hash', () => {
    expect(report()).toContain(`清单（manifest.json）的SHA-256：${MANIFEST_SHA256}`);
    expect(report()).toContain('ab'.repeat(32));
  });

  it('is a valid return of zeros in a year without anything', () => {
    const page = report(annualOf(TALLIES_2017.slice(0, 0)));
    expect(page).toContain('本年发布的信息（去重）</th><td class="value">0</td>');
    expect(page).not.toContain('NaN');
  });
});
