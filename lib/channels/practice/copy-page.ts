import { html, raw } from 'hono/html';
import { pubDate } from '../../domain/shanghai-time.ts';
import type { PracticeMessage } from './practice-message.ts';
import type { Held } from './practice-view.ts';

const STYLE = `body{max-width:48rem;margin:0 auto;padding:1rem;font:1.1rem/1.9 serif;color:#222}
h1{font-size:1.6rem;text-align:center}.practice{background:#8a1c1c;color:#fff;padding:.4rem 1rem;text-align:center}
.facts{color:#555;text-align:center}table{border-collapse:collapse}td,th{border:1px solid #888;padding:.2rem .6rem}img{max-width:100%}`;

/** A copy as the public would read it on the practice network, marked 演练. */
export const copyPage = (network: string, held: Held, message: PracticeMessage) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${message.title} - 演练</title>
<meta name="robots" content="noindex">
<meta name="ArticleTitle" content="${message.title}">
<meta name="PubDate" content="${pubDate(held.copies[0] ?? 0)}">
<meta name="ContentSource" content="${message.issuer}">
<style>${raw(STYLE)}</style>
</head>
<body>
<p class="practice">演练：这是练习渠道“${network}”，不是真实发布。</p>
<h1>${message.title}</h1>
<p class="facts">${message.column === null ? '' : `栏目：${message.column} `}发布时间：${pubDate(held.copies[0] ?? 0)} 同一信息份数：${held.copies.length}</p>
<main id="content">${raw(message.html)}</main>
${
  message.attachments.length === 0
    ? ''
    : html`<ul>${message.attachments.map(({ name }) => html`<li>附件：${name}</li>`)}</ul>`
}
</body>
</html>`;
