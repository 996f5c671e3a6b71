import { html, raw } from 'hono/html';
import { dayOf, pubDate } from '../../domain/shanghai-time.ts';
import type { ArticleRecord } from './article-record.ts';
import { ARTICLE_META } from './article-record.ts';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import { articlePath, attachmentPath, columnPath, hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

/** Id of the element that holds the article's text, to read it back by. */
export const ARTICLE_TEXT_ID = 'article-text';

const BYTES = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

const readableSize = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${BYTES.format(bytes / 1024)} KB` : `${BYTES.format(bytes / 1024 / 1024)} MB`;
};

const facts = (article: ArticleRecord): readonly (readonly [string, string | null])[] => [
  ['发文机关', article.issuer],
  ['发文字号', article.documentNumber],
  ['成文日期', article.formedOn],
  ['主题分类', article.topic],
  ['体裁', article.genre],
  ['公开属性', '主动公开'],
  ['发布日期', dayOf(article.publicAt)],
  ['责任部门', article.unit],
];

const factSheet = (article: ArticleRecord): Markup =>
  html`<dl class="facts">${facts(article).map(([name, value]) =>
    value === null ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;

const attachmentList = (profile: SiteProfile, { key, attachments }: ArticleRecord): Markup =>
  attachments.length === 0
    ? html``
    : html`<section class="attachments" aria-labelledby="attachments"><h2 id="attachments">附件下载</h2><ol>${attachments.map(
        (attachment) =>
          html`<li><a href="${hrefOf(profile, attachmentPath(key, attachment))}">${attachment.name}</a> <span class="size">(${readableSize(attachment.size)})</span></li>`,
      )}</ol></section>`;

/** An article as the public reads it. `body` is in house style and safe; everything else is escaped. */
export const articlePage = (profile: SiteProfile, article: ArticleRecord, body: string): Markup => {
  const column = profile.column(article.column);
  return pageLayout(profile, {
    title: article.title,
    metas: {
      ArticleTitle: article.title,
      PubDate: pubDate(article.publicAt),
      ContentSource: article.issuer,
      ColumnName: column.name,
      ColumnType: column.type,
      Keywords:
        [article.topic, article.genre, article.documentNumber].filter((word) => word !== null).join(',') ||
        null,
      Author: article.unit,
      Url: `${profile.origin}${hrefOf(profile, articlePath(article.key))}`,
      [ARTICLE_META]: JSON.stringify(article),
    },
    trail: [{ name: column.name, path: columnPath(column.slug, 'newest') }, { name: '正文' }],
    main: html`<article class="article">
${factSheet(article)}
<h1>${article.title}</h1>
<p class="source"><span>发布时间：<time datetime="${pubDate(article.publicAt).replace(' ', 'T')}+08:00">${pubDate(
      article.publicAt,
    )}</time></span>${
      article.updatedAt === null ? '' : html` <span>更新时间：${pubDate(article.updatedAt)}</span>`
    } <span>信息来源：${article.issuer}</span></p>
<div class="article-text" id="${ARTICLE_TEXT_ID}">${raw(body)}</div>
${attachmentList(profile, article)}
</article>`,
  });
};
