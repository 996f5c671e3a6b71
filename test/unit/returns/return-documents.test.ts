import { describe, expect, it } from 'vitest';
import type { EvidenceLine } from '../../../lib/domain/annual-return.ts';
import { formLines } from '../../../lib/returns/form-2014.ts';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { annualOf, TALLIES_2017 } from './annual-of.ts';

const SEAL = { name: 'evidence.csv', sha256: 'a'.repeat(64), size: 10 };
const report = (annual = annualOf(TALLIES_2017)) => returnDocuments.report(annual, [SEAL]);

const cells = (annual: Parameters<typeof formLines>[0]) =>
  Object.fromEntries(
    formLines(annual)
      .filter(({ heading }) => !heading)
      .map(({ code, value }) => [code, value]),
  );

describe('the rows of the 2014 form', () => {
  it('are filled as far as the ledger knows, and blank beyond', () => {
    expect(cells(annualOf(TALLIES_2017, { normativeDocuments: 4 }))).toEqual({
      '1.1': 116,
      '1.1.a': 4,
      '1.1.b': null,
      '1.2.1': null,
      '1.2.2': 116,
      '1.2.3': null,
      '1.2.4': null,
      '1.2.5': null,
    });
  });

  it('are 0 where a channel of that row is configured and had nothing', () => {
    expect(cells(annualOf([]))).toMatchObject({ '1.1': 0, '1.1.a': 0, '1.2.2': 0, '1.2.4': null });
  });
});

describe('report.html', () => {
  it('never prints the sum of the channels', () => {
    expect(report()).not.toContain('147');
    expect(report()).toContain('116');
  });

  it('says of unknown rows that a person fills them in', () => {
    expect(report()).toMatch(
      /制发规范性文件总数<\/td><td class="unit">件<\/td><td class="number unknown">需人工填报/,
    );
  });

  it.each([
    { year: 2017, says: '国办发〔2014〕32号' },
    { year: 2019, says: '国办公开办函〔2019〕60号的过渡格式，本系统不提供' },
    { year: 2020, says: '国办公开办函〔2019〕60号的过渡格式，本系统不提供' },
    { year: 2021, says: '国办公开办函〔2021〕30号' },
  ])('names the layout of $year', ({ year, says }) => {
    expect(report(annualOf([], { year }))).toContain(says);
  });

  it('marks practice deliveries', () => {
    const practised = annualOf([{ items: 2, on: [{ channel: 'portal', practice: true }] }]);
    expect(report(practised)).toContain('演练：本稿含演练渠道');
    expect(report()).not.toContain('演练：');
  });

  it('says when the year is not over', () => {
    const early = annualOf([], { builtAt: Date.parse('2017-12-31T23:59:59+08:00') });
    expect(report(early)).toContain('统计期间尚未结束');
    expect(report()).not.toContain('统计期间尚未结束');
  });

  it('escapes what an office calls itself and its channels, and loads nothing', () => {
    const hostile = annualOf(TALLIES_2017, {
      office: { name: '<script>alert(1)</script>', shortName: '"><img src=x>' },
      channels: [{ id: 'portal', name: '<b>', formRow: 'website', practice: false }],
    });
    expect(report(hostile)).not.toMatch(/<(?:script|img|b|link|iframe)\b|url\(|@import/);
    expect(report(hostile)).toContain('&lt;script&gt;');
  });

  it('says whether some of its publications came by import', () => {
    const annual = annualOf(TALLIES_2017);
    const imported = { ...annual, count: { ...annual.count, importedDeliveries: 147 } };
    expect(report(imported)).toContain('含由文件导入的发布记录');
    const live = { ...annual, count: { ...annual.count, importedDeliveries: 0 } };
    expect(report(live)).not.toContain('由文件导入');
  });

  it('names the hashes of the files that it stands on', () => {
    expect(report()).toContain(SEAL.sha256);
  });
});

describe('data.json', () => {
  it('holds the count answer, the rules in force and who built it when', () => {
    const annual = annualOf(TALLIES_2017);
    expect(JSON.parse(returnDocuments.data(annual, SEAL))).toMatchObject({
      format: 'gongkai-return/1',
      year: 2017,
      revision: 1,
      state: 'draft',
      rulesVersion: 1,
      policies: { countReposts: true },
      builtAt: '2018-01-19T10:00:00+08:00',
      builtBy: 'token:operator',
      count: annual.count,
      evidence: SEAL,
    });
  });
});

describe('evidence.csv', () => {
  const line: EvidenceLine = {
    itemId: 'b'.repeat(64),
    mergedInto: null,
    number: '2018-0001',
    title: '（虚构）通知',
    documentNumber: null,
    kind: 'document',
    origin: 'own',
    channel: 'portal',
    url: 'https://portal.example.cn/1.html',
    place: null,
    publicAt: Date.parse('2017-03-05T09:30:00+08:00'),
    basis: 'stated',
    contentHash: 'c'.repeat(64),
    imported: true,
    practice: false,
    standing: 'counted',
    withdrawn: false,
    late: false,
  };
  const written = (change: Partial<EvidenceLine>) =>
    returnDocuments.evidenceLine({ ...line, ...change }, annualOf([]).channels);

  it('begins with a byte order mark, for spreadsheets', () => {
    expect(returnDocuments.evidenceHead()).toMatch(/^\uFEFF"编号","标题","发文字号"/);
  });

  it('tells of a publication in words', () => {
    expect(written({})).toBe(
      `"2018-0001","（虚构）通知",,"文件","本单位","portal","门户网站","https://portal.example.cn/1.html","2017-03-05T09:30:00+08:00","人工填报","计入","","","导入","","${'c'.repeat(64)}","${'b'.repeat(64)}",\r\n`,
    );
  });

  it('names the item as which a merged one is counted', () => {
    expect(written({ mergedInto: 'a'.repeat(64) })).toContain(`"${'b'.repeat(64)}","${'a'.repeat(64)}"\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '\t=1', '\r=1', ' =1'])(
    'shows %j as text, never as a formula',
    (title) => {
      expect(written({ title })).toContain(`"'${title}"`);
    },
  );

  it('says of an item without a body that there is none to hash', () => {
    expect(written({ contentHash: null })).toContain('"无正文"');
  });

  it('doubles quotes', () => {
    expect(written({ title: '"甲","乙"' })).toContain('"""甲"",""乙"""');
  });
});
