import { html, raw } from 'hono/html';
import type { CopySheet } from '../../usecases/read-copy-sheet.ts';
import { SHEET_STYLE } from './sheet-style.ts';

const KIB = 1024;

const sizeOf = (bytes: number): string =>
  bytes < KIB ? `${bytes}字节` : `${(bytes / KIB).toFixed(1)} KB（${bytes}字节）`;

/**
 * The copy sheet to print or to copy from. It is saved and opened without a token, so its style is in it. The body is in
 * house style, which is safe to show; all else is escaped.
 */
export const copySheetPage = ({ copy, channelName }: CopySheet) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>发布稿：${copy.title}</title>
<style>${raw(SHEET_STYLE)}</style>
</head>
<body>
<main>
<h1>发布稿</h1>
<table class="facts">
<tr><th scope="row">渠道</th><td>${channelName}</td></tr>
<tr><th scope="row">栏目</th><td>${copy.column ?? '（未指定）'}</td></tr>
<tr><th scope="row">标题</th><td>${copy.title}</td></tr>
<tr><th scope="row">发文字号</th><td>${copy.documentNumber ?? '（无）'}</td></tr>
<tr><th scope="row">发布机构</th><td>${copy.issuer}</td></tr>
<tr><th scope="row">成文日期</th><td>${copy.formedOn}</td></tr>
<tr><th scope="row">编号</th><td>${copy.number ?? copy.itemId}，第${copy.edition}版</td></tr>
</table>
<h2>正文</h2>
<article class="copy">${raw(copy.html)}</article>
${
  copy.attachments.length === 0
    ? ''
    : html`<h2>附件</h2>
<ol>${copy.attachments.map(({ name, size, sha256 }) => html`<li>${name}，${sizeOf(size)}<br><code>SHA-256 ${sha256}</code></li>`)}</ol>`
}
<section class="plain">
<h2>纯文本</h2>
<pre class="copy">${copy.text}</pre>
</section>
<p class="then">发布之后，请登记回执：公开页面的网址（没有网页的，填写公开场所），版本填${copy.edition}。登记之前，该渠道不计为已公开。</p>
</main>
</body>
</html>`;
