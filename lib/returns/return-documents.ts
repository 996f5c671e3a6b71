import type { RenderedFile } from '../domain/annual-return.ts';
import type { ReturnDocuments } from '../domain/return-documents.ts';
import { evidenceHead, evidenceLine } from './evidence.ts';
import { checksums, manifestJson, signManifest } from './manifest.ts';
import { reportDocx } from './report-docx.ts';
import { reportHtml } from './report-html.ts';
import { returnData } from './return-data.ts';
import { RULES_VERSION } from './rules-version.ts';
import { statisticsDocx } from './statistics-docx.ts';
import { statisticsXlsx } from './statistics-xlsx.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What people read, in the order in which it is written. Each prints the manifest's SHA-256, none the title of an item. */
const rendered: readonly RenderedFile[] = [
  {
    name: 'report.html',
    mediaType: 'text/html; charset=utf-8',
    render: (annual, manifestSha256) => new TextEncoder().encode(reportHtml(annual, manifestSha256)),
  },
  { name: 'report.docx', mediaType: WORD, render: reportDocx },
  { name: 'statistics.docx', mediaType: WORD, render: statisticsDocx },
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
