import type { Paragraph, Table } from 'docx';
import type { AnnualReturn } from '../domain/annual-return.ts';
import type { Sha256 } from '../domain/item.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import { type Block, reportBlocks } from './report-blocks.ts';
import { periodWords, reportTitle, stateMark, titleLines } from './return-words.ts';
import { wordFile } from './word/word-file.ts';
import { pageNumbers, REPORT_PAGE } from './word/word-page.ts';
import { wordPicture } from './word/word-picture.ts';
import { wordTable } from './word/word-table.ts';
import { words } from './word/word-text.ts';

/** `report.docx`: the report as an official document is set (GB/T 9704), to be edited, printed and sealed. */
export const reportDocx = (annual: AnnualReturn, manifestSha256: Sha256): Promise<Uint8Array> => {
  const title = reportTitle(annual);
  const children = [
    words(stateMark(annual), 'Mark'),
    words(titleLines(annual), 'Title'),
    words(`${periodWords(annual)}　生成时间：${pubDate(annual.builtAt)}`, 'Meta'),
    ...reportBlocks(annual, manifestSha256).flatMap(blockWords),
  ];
  return wordFile(
    { title, sections: [{ properties: REPORT_PAGE.properties, footers: pageNumbers(), children }] },
    annual,
  );
};

const STYLES = {
  paragraph: 'Body',
  notice: 'Notice',
  note: 'Note',
} as const;

const blockWords = (block: Block): readonly (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [words(block.text, `Heading${block.level}`, { pageBreakBefore: block.newPage === true })];
    case 'form-title':
      return [
        words(block.text, 'FormTitle', { pageBreakBefore: true }),
        words(`（${block.year}年度）`, 'FormYear'),
      ];
    case 'table':
      return wordTable(block.table, REPORT_PAGE.width);
    case 'picture':
      return wordPicture(block.picture, REPORT_PAGE.width);
    case 'paragraph':
    case 'notice':
    case 'note':
      return [words(block.text, STYLES[block.kind])];
  }
};
