import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { csvCells } from '../../../lib/domain/evidence/csv-lines.ts';
import type { EvidenceLine } from '../../../lib/domain/evidence/evidence-line.ts';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { annualOf } from './annual-of.ts';

const LINE: EvidenceLine = {
  itemId: 'b'.repeat(64),
  mergedInto: null,
  number: '2018-0001',
  title: '（虚构）通知',
  documentNumber: null,
  kind: 'document',
  origin: 'own',
  channel: 'portal',
  formRow: 'website',
  url: 'https://portal.example.cn/1.html',
  place: null,
  publicAt: Date.parse('2017-03-05T09:30:00+08:00'),
  basis: 'stated',
  firstPublicAt: Date.parse('2016-12-31T23:59:59+08:00'),
  dueOn: '2017-03-31',
  confirmedOn: '2017-03-06',
  contentHash: 'c'.repeat(64),
  imported: true,
  practice: false,
  standing: 'earlier',
  withdrawal: null,
  late: false,
  itemHead: 'd'.repeat(64),
  deliveryHead: 'e'.repeat(64),
  salt: 'f'.repeat(32),
};

const written = (change: Partial<EvidenceLine> = {}) =>
  returnDocuments.evidenceLine({ ...LINE, ...change }, annualOf([]).channels);

const cellsOf = (change: Partial<EvidenceLine> = {}): Readonly<Record<string, string>> => {
  const headings = csvCells(returnDocuments.evidenceHead().slice(1));
  const cells = csvCells(written(change).text);
  return Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
};

const wordsHash = (...words: readonly string[]) => hash('sha256', JSON.stringify(words));

describe('evidence.csv', () => {
  it('begins with a byte order mark, for spreadsheets', () => {
    expect(returnDocuments.evidenceHead()).toMatch(/^\uFEFF"编号","标题","发文字号"/);
  });

  it('tells of a publication in words', () => {
    expect(cellsOf()).toEqual({
      编号: '2018-0001',
      标题: '（虚构）通知',
      发文字号: '',
      类别: '文件',
      来源: '本单位',
      渠道代码: 'portal',
      渠道: '门户网站',
      统计表行: '政府网站',
      网址或地点: 'https://portal.example.cn/1.html',
      公开时间: '2017-03-05T09:30:00+08:00',
      时间依据: '人工填报',
      首次公开时间: '2016-12-31T23:59:59+08:00',
      公开期限: '2017-03-31',
      核验相符日期: '2017-03-06',
      本年计数: '上年已公开，不计入',
      逾期: '',
      已撤下: '',
      登记方式: '导入',
      演练: '',
      内容指纹: 'c'.repeat(64),
      信息标识: 'b'.repeat(64),
      合并计入: '',
      信息记录指纹: 'd'.repeat(64),
      渠道记录指纹: 'e'.repeat(64),
      文字盐值: 'f'.repeat(32),
      文字指纹: wordsHash('f'.repeat(32), '（虚构）通知', '', 'https://portal.example.cn/1.html'),
    });
  });

  it.each([
    [{ withdrawal: 'withdrawn' }, '已撤下', '撤下'],
    [{ withdrawal: 'error' }, '已撤下', '误发撤下'],
    [{ mergedInto: 'a'.repeat(64) }, '合并计入', 'a'.repeat(64)],
    [{ contentHash: null }, '内容指纹', '无正文'],
    [{ url: null, place: '公告栏' }, '网址或地点', '公告栏'],
    [{ channel: 'gone' }, '渠道', 'gone'],
    [{ confirmedOn: null }, '核验相符日期', ''],
    [{ title: '"甲","乙"' }, '标题', '"甲","乙"'],
    [{ practice: true }, '演练', '是'],
    [{ late: true }, '逾期', '是'],
  ] as const)('shows of %j under %s: %s', (change, heading, shown) => {
    expect(cellsOf(change)[heading]).toBe(shown);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '\t=1', '\r=1', ' =1'])(
    'shows %j as text, never as a formula, and hashes what it shows',
    (title) => {
      const cells = cellsOf({ title });
      expect(cells['标题']).toBe(`'${title}`);
      expect(cells['文字指纹']).toBe(
        wordsHash('f'.repeat(32), `'${title}`, '', 'https://portal.example.cn/1.html'),
      );
    },
  );
});

describe('what the root covers of a line', () => {
  it('is every cell but the words and their salt', () => {
    const cells = Object.entries(cellsOf()).filter(
      ([heading]) => !['标题', '发文字号', '网址或地点', '文字盐值'].includes(heading),
    );
    expect(JSON.parse(written().covered)).toEqual(cells.map(([, cell]) => cell));
  });

  it('changes with the words all the same, by their hash', () => {
    expect(written({ title: '另一份' }).covered).not.toBe(written().covered);
    expect(written({ documentNumber: '虚政〔2017〕1号' }).covered).not.toBe(written().covered);
    expect(written({ place: '公告栏', url: null }).covered).not.toBe(written().covered);
  });

  it('has no hash of the words where the item was sealed before', () => {
    expect(cellsOf({ title: '（已封存）', url: null, salt: null })).toMatchObject({
      标题: '（已封存）',
      网址或地点: '',
      文字盐值: '',
      文字指纹: '',
    });
  });
});
