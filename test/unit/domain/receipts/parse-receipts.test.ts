import { describe, expect, it } from 'vitest';
import { parseReceipts } from '../../../../lib/domain/receipts/parse-receipts.ts';
import type { ReceiptForm } from '../../../../lib/domain/receipts/receipt-columns.ts';

const USUAL: ReceiptForm = { columns: {}, publicStates: [] };

const tableOf = (...lines: string[][]) => lines.map((cells, index) => ({ row: index + 1, cells }));
const read = (form: ReceiptForm, ...lines: string[][]) => {
  const parsed = parseReceipts(tableOf(...lines), form);
  if (parsed.outcome !== 'parsed') throw new Error(JSON.stringify(parsed));
  return parsed;
};

describe('the rows of an export', () => {
  it('are read under the usual names, whatever else is in the file', () => {
    const { rows, hasDocumentNumbers } = read(
      USUAL,
      ['序号', '信息 编号', '标题', '文号', '链接', '发布时间', '点击量'],
      ['1', '2026-0078/1', '通知', '虚政〔2026〕3号', 'https://www.example.cn/1', '2026年11月3日 9:30', '12'],
    );
    expect(hasDocumentNumbers).toBe(true);
    expect(rows).toEqual([
      {
        row: 2,
        key: { idOrNumber: '2026-0078', edition: 1 },
        title: '通知',
        documentNumber: '虚政〔2026〕3号',
        url: 'https://www.example.cn/1',
        place: null,
        remoteId: null,
        publicAt: '2026-11-03T09:30:00+08:00',
        isPublic: true,
      },
    ]);
  });

  it('are read under the names that the channel gives, in their order', () => {
    const form = { columns: { title: ['题名', '名称'], url: ['地址'] }, publicStates: ['上线'] };
    const { rows } = read(form, ['名称', '地址', '状态'], ['通知', 'https://a.example/', '上线']);
    expect(rows).toMatchObject([{ title: '通知', url: 'https://a.example/', isPublic: true }]);
  });

  it.each([
    { state: '已发布', publicStates: [], isPublic: true },
    { state: '待审核', publicStates: [], isPublic: false },
    { state: '', publicStates: [], isPublic: false },
    { state: '已发布', publicStates: ['上线'], isPublic: false },
    { state: ' 上 线 ', publicStates: ['上线'], isPublic: true },
  ])(
    'of state “$state” are public: $isPublic (where $publicStates means so)',
    ({ state, publicStates, isPublic }) => {
      const { rows } = read({ columns: {}, publicStates }, ['标题', '发布状态'], ['通知', state]);
      expect(rows).toMatchObject([{ isPublic }]);
    },
  );

  it('keep a day as a day, and what is no date as it stands', () => {
    const { rows } = read(USUAL, ['标题', '发布时间'], ['甲', '2026/11/3'], ['乙', '昨天'], ['丙', '']);
    expect(rows.map(({ publicAt }) => publicAt)).toEqual(['2026-11-03', '昨天', null]);
  });

  it('have no key where the platform numbers them itself', () => {
    const { rows } = read(USUAL, ['信息编号', '标题'], ['000123', '通知']);
    expect(rows).toMatchObject([{ key: null, title: '通知' }]);
  });

  it.each([
    ['nothing', []],
    ['headings alone', [['标题']]],
    [
      'neither key nor title',
      [
        ['序号', '网址'],
        ['1', 'a'],
      ],
    ],
  ])('are refused where the file holds %s', (_name, lines) => {
    expect(parseReceipts(tableOf(...lines), USUAL)).toMatchObject({ outcome: 'invalid' });
  });
});
