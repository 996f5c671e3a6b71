import { html, raw } from 'hono/html';
import { pubDate } from '../../domain/shanghai-time.ts';
import type { PracticeMessage } from './practice-message.ts';
import { practicePage } from './practice-page.ts';
import { COPY_TEXT_ID } from './practice-rules.ts';
import type { Held } from './practice-view.ts';

/** A copy as the public would read it on the practice network. */
export const copyPage = (network: string, held: Held, message: PracticeMessage) => {
  const publishedAt = pubDate(held.copies[0] ?? 0);
  return practicePage({
    network,
    title: message.title,
    head: html`<meta name="ArticleTitle" content="${message.title}">
<meta name="PubDate" content="${publishedAt}">
<meta name="ContentSource" content="${message.issuer}">
`,
    content: html`<p class="facts">${message.column === null ? '' : `栏目：${message.column}　`}发布时间：${publishedAt}　同一信息份数：${held.copies.length}</p>
<main id="${COPY_TEXT_ID}">${raw(message.html)}</main>
${
  message.attachments.length === 0
    ? ''
    : html`<ul>${message.attachments.map(({ name }) => html`<li>附件：${name}</li>`)}</ul>`
}`,
  });
};
