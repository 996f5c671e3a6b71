import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportDocx } from '../../../lib/returns/report-docx.ts';
import { reportHtml } from '../../../lib/returns/report-html.ts';
import { statisticsDocx } from '../../../lib/returns/statistics-docx.ts';
import { statisticsXlsx } from '../../../lib/returns/statistics-xlsx.ts';
import { MANIFEST_SHA256, return2017, return2022 } from './filled-returns.ts';
import { readPage } from './read-page.ts';
import { readWordFile } from './read-word-file.ts';
import { readWorkbook } from './read-workbook.ts';

/** Checked by hand against the official forms; what changes here is changed here by hand. */
const golden = (name: string): readonly string[] =>
  readFileSync(new URL(`../../fixtures/returns/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

describe.each([
  { annual: return2017(), form: 'form-2014' },
  { annual: return2022(), form: 'form-2021' },
])('a return in the layout $form', ({ annual, form }) => {
  it('reads as a page as it was checked', () => {
    expect(readPage(reportHtml(annual, MANIFEST_SHA256))).toEqual(golden(`${form}-report.html`));
  });

  it('reads as a Word file as it was checked', async () => {
    expect(readWordFile(await reportDocx(annual, MANIFEST_SHA256))).toEqual(golden(`${form}-report.docx`));
  });

  it('has the tables of the official form, cell by cell', async () => {
    expect(readWordFile(await statisticsDocx(annual, MANIFEST_SHA256))).toEqual(
      golden(`${form}-statistics.docx`),
    );
  });

  it('has the same tables as a workbook, figures as numbers', () => {
    expect(readWorkbook(statisticsXlsx(annual, MANIFEST_SHA256))).toEqual(golden(`${form}-statistics.xlsx`));
  });
});
