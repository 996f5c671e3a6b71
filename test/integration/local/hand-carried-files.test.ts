import { strToU8, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { afterEach, describe, expect, it } from 'vitest';
import { sheetRow } from '../../../lib/channels/excel/sheet-xml.ts';
import {
  HEADING_STYLE,
  SHEET_PART,
  sheetFrame,
  workbookParts,
} from '../../../lib/channels/excel/workbook-parts.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TODAY = new Date().toISOString().slice(0, 10);

const headings = ['外部编号', '名称', '内容', '栏目'].map((text, index) => ({
  column: index + 1,
  text,
  style: HEADING_STYLE,
}));
const { before, after } = sheetFrame(headings.map(() => 20));
const parts = { ...workbookParts('导入'), [SHEET_PART]: `${before}${sheetRow(1, headings)}${after}` };
const template = zipSync(
  Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
);

const settings = {
  template: 'city.xlsx',
  columns: { 外部编号: 'key', 名称: 'title', 内容: 'html', 栏目: 'column' },
  receipts: {
    columns: { key: '外部编号', url: '访问地址', state: '稿件状态' },
    publicStates: ['已签发'],
  },
};

let office: OfficeServer;
afterEach(() => office.stop());

const statesOf = async () =>
  (await office.call('GET', '/v1/items?limit=1000')).body.items.map(
    ({ deliveries }: { deliveries: { state: string }[] }) => deliveries[0]?.state,
  );

describe('a platform that takes workbooks', () => {
  it('is filled by one file, reports by another, and the register shows both', async () => {
    office = await startOffice({
      templates: { 'city.xlsx': template },
      channels: ({ channels }) => ({
        channels: channels.map((channel) =>
          channel['id'] === 'municipal' ? { ...channel, kind: 'excel', settings } : channel,
        ),
      }),
    });
    for (const number of [1, 2, 3]) {
      const posted = await office.call('POST', '/v1/items', noticeOf(number, ['municipal'], TODAY));
      expect(posted.status).toBe(201);
    }
    await expect.poll(statesOf, { timeout: 10_000 }).toEqual(Array.from({ length: 3 }, () => 'handed-over'));

    const upload = await fetch(`${office.origin}/v1/channels/municipal/upload`, {
      headers: { authorization: 'Bearer a-token-of-the-tests-0123456789-abcdef' },
    });
    expect(upload.headers.get('x-rows')).toBe('3');
    const rows = await readSheet(await upload.arrayBuffer());
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['名称', '内容', '栏目'],
      ...[1, 2, 3].map((number) => [
        `（虚构）第${number}号通知`,
        expect.stringContaining(`第${number}号通知的正文`),
        '主动公开',
      ]),
    ]);

    const keys = rows.map(([key]) => String(key));
    const exported = `序号,外部编号,稿件状态,访问地址
1,${keys[1]},已签发,https://city.example.cn/1.html
2,${keys[2]},审核中,
3,${keys[3]},已签发,https://city.example.cn/3.html
`;
    const post = () =>
      office.call('POST', '/v1/channels/municipal/receipts', exported, { 'content-type': 'text/csv' });
    expect((await post()).body).toMatchObject({ rows: 3, recorded: 2, notPublic: 1, unmatched: [] });
    expect((await post()).body).toMatchObject({ rows: 3, recorded: 0, unchanged: 2, notPublic: 1 });
    expect((await statesOf()).toSorted()).toEqual(['handed-over', 'published', 'published']);

    const register = await fetch(`${office.origin}/v1/items`, {
      headers: { authorization: 'Bearer a-token-of-the-tests-0123456789-abcdef', accept: XLSX },
    });
    const lines = await readSheet(await register.arrayBuffer());
    expect(lines).toHaveLength(4);
    expect(lines.flat()).toContain('https://city.example.cn/3.html');
  });

  it('does not start with a template that does not fit', async () => {
    const starting = startOffice({
      templates: { 'city.xlsx': template },
      channels: ({ channels }) => ({
        channels: channels.map((channel) =>
          channel['id'] === 'municipal'
            ? { ...channel, kind: 'excel', settings: { ...settings, columns: { 标题: 'title' } } }
            : channel,
        ),
      }),
    });
    office = { stop: () => Promise.resolve() } as OfficeServer;
    await expect(starting).rejects.toThrow(/渠道“municipal”.*“标题”.*外部编号、名称/s);
  });
});
