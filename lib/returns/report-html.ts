import type { AnnualReturn } from '../domain/annual-return.ts';
import type { Sha256 } from '../domain/item.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import { html, type Markup } from './html.ts';
import { pictureSvg } from './pictures/picture-svg.ts';
import { type Block, reportBlocks } from './report-blocks.ts';
import { REPORT_STYLE } from './report-style.ts';
import { periodWords, reportTitle, stateMark, stateWord, titleLines } from './return-words.ts';
import { tableHtml } from './table-html.ts';

/** `report.html`: one page for people, complete in itself, without a script; on paper it is A4. */
export const reportHtml = (annual: AnnualReturn, manifestSha256: Sha256): string => {
  const title = reportTitle(annual);
  const [first, second] = titleLines(annual);
  return `<!doctype html>\n${
    html`<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}（${stateWord(annual)}）</title>
<style>${style}</style>
</head>
<body>
<p class="mark">${stateMark(annual)}</p>
<h1>${first}<br>${second}</h1>
<p class="meta"><span>${periodWords(annual)}</span><span>生成时间：${pubDate(annual.builtAt)}</span></p>
${reportBlocks(annual, manifestSha256).map((block) => html`${blockHtml(block)}\n`)}</body>
</html>`.markup
  }\n`;
};

const style: Markup = { markup: REPORT_STYLE };

const blockHtml = (block: Block): Markup => {
  switch (block.kind) {
    case 'heading':
      if (block.level === 2) return html`<h3>${block.text}</h3>`;
      return html`<h2${block.newPage === true ? html` class="new-page"` : ''}>${block.text}</h2>`;
    case 'form-title':
      return html`<h2 class="form-title">${block.text}</h2>\n<p class="form-year">（${block.year}年度）</p>`;
    case 'table':
      return tableHtml(block.table);
    case 'picture':
      return html`<figure>${pictureSvg(block.picture)}<figcaption>图：${block.picture.title}</figcaption></figure>`;
    case 'paragraph':
    case 'notice':
    case 'note':
      return html`<p class="${block.kind}">${block.text}</p>`;
  }
};
