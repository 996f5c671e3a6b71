import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { statisticsXlsx } from '../../../lib/returns/statistics-xlsx.ts';
import { MANIFEST_SHA256, return2017, return2022 } from './filled-returns.ts';
import { readWorkbook } from './read-workbook.ts';

const part = (annual: Parameters<typeof statisticsXlsx>[0], name: string): string => {
  const bytes = unzipSync(statisticsXlsx(annual, MANIFEST_SHA256))[name];
  return bytes === undefined ? '' : strFromU8(bytes);
};

describe('statistics.xlsx', () => {
  it('holds figures as numbers, marks as text, blanks as nothing', () => {
    const rows = readWorkbook(statisticsXlsx(return2017(), MANIFEST_SHA256));
    expect(rows).toContain('"2．政府网站公开政府信息数" | "条" | 116');
    expect(rows).toContain('"3．政务微博公开政府信息数" | "条" | "/"');
    expect(rows).toContain('"1．政府公报公开政府信息数" | "条" | "-"');
    expect(rows).toContain('"制发规范性文件总数" | "件" | ');
    expect(rows.some((row) => row.endsWith('| 0.5'))).toBe(true);
  });

  it('has a sheet for each table of the form, for overlaps, months, days and differences', () => {
    const rows = readWorkbook(statisticsXlsx(return2022(), MANIFEST_SHA256));
    expect(rows.filter((row) => row.startsWith('== '))).toEqual(
      [
        '主动公开',
        '依申请公开',
        '复议诉讼',
        '渠道与重复',
        '逐月',
        '季度',
        '公开及时性',
        '更正的单元格',
        '更正的数字',
        '更正涉及的信息',
        '说明',
      ].map((name) => `== ${name}`),
    );
  });

  it('prints on A4, as wide as the page, with its headings on every page', () => {
    expect(part(return2017(), 'xl/worksheets/sheet1.xml')).toContain(
      '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(part(return2017(), 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'统计表'!$5:$5</definedName>`,
    );
  });

  it('keeps within what a spreadsheet program opens, however long a finding is', () => {
    const message = { zh: '长'.repeat(40_000), en: 'long' };
    const annual = return2017({ findings: [{ code: 'A1', level: 'error', cells: [], message }] });
    const rows = readWorkbook(statisticsXlsx(annual, MANIFEST_SHA256));
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThan(33_000);
    const sheets = ['1', '2', '3', '4']
      .map((number) => part(annual, `xl/worksheets/sheet${number}.xml`))
      .join('');
    const heights = Array.from(sheets.matchAll(/ ht="([\d.]+)"/g), ([, height]) => Number(height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(409);
  });
});
