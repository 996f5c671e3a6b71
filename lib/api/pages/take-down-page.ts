import { html, raw } from 'hono/html';
import { pubDate } from '../../domain/shanghai-time.ts';
import { CAUSE_NAMES } from '../../domain/withdrawal.ts';
import type { CopySheet, TakeDown } from '../../usecases/read-copy-sheet.ts';
import { SHEET_STYLE } from './sheet-style.ts';

/** The sheet for whoever takes a copy down by hand; of what was sealed it says no word but where it stands. */
export const takeDownPage = (
  { copy, channelName }: CopySheet,
  { receipt, publicAt, notice, cause }: TakeDown,
) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>撤下单：${copy.title}</title>
<style>${raw(SHEET_STYLE)}</style>
</head>
<body>
<main>
<h1>撤下单</h1>
<table class="facts">
<tr><th scope="row">渠道</th><td>${channelName}</td></tr>
<tr><th scope="row">网址</th><td>${receipt?.url ?? '（未登记，请在渠道后台查找）'}</td></tr>
${receipt?.place ? html`<tr><th scope="row">公开场所</th><td>${receipt.place}</td></tr>` : ''}
${receipt?.remoteId ? html`<tr><th scope="row">渠道编号</th><td>${receipt.remoteId}</td></tr>` : ''}
<tr><th scope="row">公开时间</th><td>${publicAt === null ? '（未登记）' : pubDate(publicAt)}</td></tr>
<tr><th scope="row">编号</th><td>${copy.number ?? copy.itemId}，第${copy.edition}版</td></tr>
<tr><th scope="row">标题</th><td>${copy.title}</td></tr>
<tr><th scope="row">发文字号</th><td>${copy.documentNumber ?? '（无）'}</td></tr>
<tr><th scope="row">发布机构</th><td>${copy.issuer}</td></tr>
<tr><th scope="row">成文日期</th><td>${copy.formedOn}</td></tr>
<tr><th scope="row">撤下原因</th><td>${cause === null ? '不再在此渠道发布' : CAUSE_NAMES[cause]}</td></tr>
<tr><th scope="row">替代说明</th><td>${notice ?? '（无）'}</td></tr>
</table>
${
  copy.sealed
    ? html`<p class="then">该信息已封存。除撤下页面外，请同时删除渠道后台、草稿、回收站和附件中的全部内容，并清除缓存；手中的发布稿也应一并销毁。</p>`
    : ''
}
<p class="then">撤下之后，请登记（回执填 <code>{ "takenDown": true }</code>）。登记之前，该渠道仍视为公开。撤下前已经公开而尚未登记的，请先登记公开的网址和时间，再撤下。</p>
</main>
</body>
</html>`;
