import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { createExcelChannel } from '../../../lib/channels/excel/channel.ts';
import { createUploadForms } from '../../../lib/channels/excel/create-upload-forms.ts';
import { ExcelSettings } from '../../../lib/channels/excel/settings.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { ChannelDefinition } from '../../../lib/configuration/channel-definition.ts';
import { exampleCopy } from '../../integration/channels/example-copy.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A platform's template: a hint, headings from a table of strings, a formatted sample row, a second sheet. */
const platformTemplate = (given: { readonly below?: string; readonly prefix?: string } = {}) => {
  const { prefix = '', below = '<row r="3"><c r="A3" s="4" t="s"><v>3</v></c><c r="C3" s="7"/></row>' } =
    given;
  const namespace = prefix === '' ? `xmlns="${MAIN}"` : `xmlns:${prefix.slice(0, -1)}="${MAIN}"`;
  const prefixed = (xml: string) => xml.replaceAll(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`);
  const sheet = prefixed(
    `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>填写说明</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>${below}</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>`,
  );
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="数据" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="a" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="a" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `<sst xmlns="${MAIN}"><si><t>信息标题</t></si><si><r><t>正文</t></r><r><t>内容</t></r></si><si><t>来源</t></si><si><t>样例</t></si></sst>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      prefix === ''
        ? `<worksheet ${namespace}>${sheet}</worksheet>`
        : `<${prefix}worksheet ${namespace}>${sheet}</${prefix}worksheet>`,
    ),
    'xl/media/seal.png': new Uint8Array([1, 2, 3]),
  });
};

const COLUMNS = { 信息标题: 'title', 正文内容: 'text', 来源: { text: '虚构市政务服务中心' } };

const formOf = (settings: Record<string, unknown>, templates: Record<string, Uint8Array> = {}) => {
  const definition = ChannelDefinition.parse({ id: 'city', name: '市平台', kind: 'excel', settings });
  return createUploadForms(new Map([['city', definition]]), new Map(Object.entries(templates))).get('city')!;
};

const templateForm = (template: Uint8Array, more: Record<string, unknown> = {}) =>
  formOf(
    { template: 'city.xlsx', sheet: '数据', headingRow: 2, columns: COLUMNS, ...more },
    { 'city.xlsx': template },
  );

const NEW = { copy: exampleCopy(), receipt: null };
const partOf = (workbook: Uint8Array, name: string) => strFromU8(unzipSync(workbook)[name]!);

describe('an upload file without a template', () => {
  const columns = { 编号: 'key', 标题: 'title', 操作: 'action', 类别: 'kind', 网址: 'url' };

  it('has the headings and a row for each item, as spreadsheets read them', async () => {
    const receipt = { remoteId: null, url: 'https://www.example.cn/1.html', place: null, evidence: [] };
    const shown = { copy: exampleCopy({ number: null, edition: 2, title: '甲 & <乙>\n丙' }), receipt };

    const rows = await readSheet(formOf({ columns }).toWorkbook([NEW, shown]).buffer as ArrayBuffer);

    expect(rows).toEqual([
      ['编号', '标题', '操作', '类别', '网址'],
      ['2026-0078/1', exampleCopy().title, '新增', '文件', null],
      [`${exampleCopy().itemId}/2`, '甲 & <乙>\n丙', '修改', '文件', receipt.url],
    ]);
  });

  it('runs nothing: what looks like a formula is text, in a cell for text', () => {
    const copy = exampleCopy({ title: '=HYPERLINK("http://a")', number: '+1' });
    const sheet = partOf(
      formOf({ columns }).toWorkbook([{ copy, receipt: null }]),
      'xl/worksheets/sheet1.xml',
    );
    expect(sheet).toContain(
      '<c r="B2" s="2" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://a&quot;)</t></is></c>',
    );
    expect(sheet).not.toContain('<f');
    expect(partOf(formOf({ columns }).toWorkbook([]), 'xl/styles.xml')).toContain('numFmtId="49"');
  });

  it('is the same file for the same rows', () => {
    expect(formOf({ columns }).toWorkbook([NEW])).toEqual(formOf({ columns }).toWorkbook([NEW]));
  });

  it('holds no more rows than the platform takes', () => {
    expect(() => formOf({ columns, mostRows: 1 }).toWorkbook([NEW, NEW])).toThrow(RangeError);
  });
});

describe('a template of the platform', () => {
  it('is filled below its headings and stays as it is otherwise', () => {
    const template = platformTemplate();
    const workbook = templateForm(template).toWorkbook([
      NEW,
      { ...NEW, copy: exampleCopy({ title: '$& $1' }) },
    ]);

    const sheet = partOf(workbook, 'xl/worksheets/sheet2.xml');
    expect(sheet).toContain(
      `<row r="3"><c r="A3" s="4" t="inlineStr"><is><t xml:space="preserve">${exampleCopy().title}`,
    );
    expect(sheet).toContain('<c r="C3" s="7" t="inlineStr">');
    expect(sheet).toContain('<c r="D3" t="inlineStr"><is><t xml:space="preserve">虚构市政务服务中心');
    expect(sheet).toContain(
      '<row r="4"><c r="A4" s="4" t="inlineStr"><is><t xml:space="preserve">$&amp; $1</t>',
    );
    expect(sheet).toContain('填写说明');
    expect(sheet).toContain('<mergeCell ref="A1:D1"/>');
    expect(sheet).not.toContain('<v>3</v>');
    for (const part of [
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
      'xl/media/seal.png',
      'xl/workbook.xml',
    ])
      expect(unzipSync(workbook)[part]).toEqual(unzipSync(template)[part]);
  });

  it('may write its sheet with a prefix', () => {
    const sheet = partOf(
      templateForm(platformTemplate({ prefix: 'x:' })).toWorkbook([NEW]),
      'xl/worksheets/sheet2.xml',
    );
    expect(sheet).toContain(`<row xmlns="${MAIN}" r="3">`);
    expect(sheet).toContain('<x:mergeCell ref="A1:D1"');
  });

  it('may come from a spreadsheet program', async () => {
    const bytes = readFileSync(new URL('../../fixtures/2017/publications.xlsx', import.meta.url));
    const form = formOf(
      { template: 'a.xlsx', columns: { 标题: 'title', 渠道: { text: '市' } } },
      { 'a.xlsx': bytes },
    );
    const rows = await readSheet(form.toWorkbook([NEW]).buffer as ArrayBuffer);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual(expect.arrayContaining(['市', exampleCopy().title]));
  });

  it.each([
    ['that is not there', () => formOf({ template: 'b.xlsx', columns: COLUMNS }), /渠道“city”.*b\.xlsx/],
    ['that is no workbook', () => templateForm(strToU8('a,b')), /xlsx/],
    ['that is another ZIP file', () => templateForm(zipSync({ a: strToU8('b') })), /xl\/workbook\.xml/],
    ['without the sheet', () => templateForm(platformTemplate(), { sheet: '表三' }), /表三.*说明、数据/],
    [
      'without a heading',
      () => templateForm(platformTemplate(), { columns: { 标题: 'title' } }),
      /“标题”.*信息标题、正文内容/,
    ],
    [
      'with formulas where the items go',
      () => templateForm(platformTemplate({ below: '<row r="3"><c r="A3"><f>1+1</f></c></row>' })),
      /公式/,
    ],
    [
      'that is broken',
      () =>
        templateForm(
          zipSync({ ...unzipSync(platformTemplate()), 'xl/worksheets/sheet2.xml': strToU8('<a>') }),
        ),
      /sheet2\.xml/,
    ],
  ])('%s stops the start, and says why', (_name, open, message) => {
    expect(open).toThrow(message);
  });
});

describe('an excel channel', () => {
  const channel = createExcelChannel({
    settings: ExcelSettings.parse({ columns: { 标题: 'title', 正文: 'html' } }),
    outgoing: createOutgoing({ allow: [], ownOrigin: () => undefined }),
  });
  const signal = AbortSignal.timeout(1000);

  it.each([
    ['longer than a cell', { html: '字'.repeat(32_768) }],
    ['with characters that a workbook cannot hold', { title: '一\u0002' }],
  ])('refuses a copy %s instead of cutting it', async (_name, changes) => {
    expect(await channel.publish(exampleCopy(changes), signal)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('发布稿'),
    });
  });

  it('takes what just fits, and what is too long elsewhere', async () => {
    const copy = exampleCopy({ html: '字'.repeat(32_767), text: '字'.repeat(40_000) });
    expect(await channel.publish(copy, signal)).toMatchObject({ outcome: 'handed-over' });
  });
});
