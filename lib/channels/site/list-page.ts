import { html } from 'hono/html';
import { articleList } from './article-list.ts';
import type { ArticleRecord } from './article-record.ts';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import { columnPath, hrefOf } from './site-paths.ts';
import type { Column, SiteProfile } from './site-profile.ts';

export interface ListPage {
  readonly column: Column;
  readonly page: number | 'newest';
  /** Newest first. */
  readonly articles: readonly ArticleRecord[];
  readonly newer: number | 'newest' | null;
  readonly older: number | null;
  /** Of the whole column; shown on its newest page, the only one that changes with every article. */
  readonly total: number | null;
}

const pager = (profile: SiteProfile, { column, newer, older }: ListPage): Markup => {
  if (newer === null && older === null) return html``;
  const link = (name: string, page: number | 'newest', rel: string): Markup =>
    html`<a rel="${rel}" href="${hrefOf(profile, columnPath(column.slug, page))}">${name}</a>`;
  return html`<nav class="pager" aria-label="翻页">${
    newer === null ? '' : html`${link('首页', 'newest', 'first')}${link('上一页（较新）', newer, 'prev')}`
  }${older === null ? '' : html`${link('下一页（较早）', older, 'next')}${link('末页', 1, 'last')}`}</nav>`;
};

/** One page of a column. */
export const listPage = (profile: SiteProfile, page: ListPage): Markup =>
  pageLayout(profile, {
    title: page.column.name,
    metas: {
      ColumnName: page.column.name,
      ColumnDescription: page.column.description,
      ColumnKeywords: page.column.keywords,
      ColumnType: page.column.type,
    },
    trail: [{ name: page.column.name }],
    main: html`<section class="panel">
<h1>${page.column.name}</h1>
${page.total === null ? '' : html`<p class="total">共 ${page.total} 条</p>`}
${articleList(profile, page.articles)}
${pager(profile, page)}
</section>`,
  });
