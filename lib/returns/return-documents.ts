import type { RenderedFile } from '../domain/annual-return.ts';
import type { ReturnDocuments } from '../domain/return-documents.ts';
import { evidenceHead, evidenceLine } from './evidence.ts';
import { checksums, manifestJson, signManifest } from './manifest.ts';
import { reportHtml } from './report-html.ts';
import { returnData } from './return-data.ts';
import { RULES_VERSION } from './rules-version.ts';
import { statisticsXlsx } from './statistics-xlsx.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * What people read, in the order of writing. Each prints the manifest's SHA-256, none the title of an item. The library of
 * Word files is loaded with the first of them: it is large, and a program that writes none should not wait for it.
 */
const rendered: readonly RenderedFile[] = [
  {
    name: 'report.html',
    mediaType: 'text/html; charset=utf-8',
    render: (annual, manifestSha256) => new TextEncoder().encode(reportHtml(annual, manifestSha256)),
  },
  {
    name: 'report.docx',
    mediaType: WORD,
    async render(annual, manifestSha256) {
      const { reportDocx } = await import('./report-docx.ts');
      return reportDocx(annual, manifestSha256);
    },
  },
  {
    name: 'statistics.docx',
    mediaType: WORD,
    async render(annual, manifestSha256) {
      const { statisticsDocx } = await import('./statistics-docx.ts');
      return statisticsDocx(annual, manifestSha256);
    },
  },
  { name: 'statistics.xlsx', mediaType: WORKBOOK, render: statisticsXlsx },
];

/** Every file of a return, from the evidence on. */
export const returnDocuments: ReturnDocuments = {
  evidenceHead,
  evidenceLine,
  data: returnData,
  manifest: manifestJson,
  sign: signManifest,
  checksums,
  rendered,
  rulesVersion: RULES_VERSION,
};
