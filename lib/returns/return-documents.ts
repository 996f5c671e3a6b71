import type { ReturnDocuments } from '../domain/annual-return.ts';
import { evidenceHead, evidenceLine } from './evidence.ts';
import { reportHtml } from './report-html.ts';
import { returnData } from './return-data.ts';

/** The plain return: what a machine, a person and an auditor need, without any office program. */
export const returnDocuments: ReturnDocuments = {
  evidenceHead,
  evidenceLine,
  data: returnData,
  report: reportHtml,
};
