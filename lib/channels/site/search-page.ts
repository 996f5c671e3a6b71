import { html } from 'hono/html';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import { hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

export interface SearchChoices {
  /** Newest first. */
  readonly years: readonly number[];
  readonly topics: readonly string[];
}

const select = (
  id: string,
  label: string,
  choices: readonly (string | number)[],
): Markup => html`<div class="field"><label for="${id}">${label}</label>
<select id="${id}" name="${id}"><option value="">全部</option>${choices.map(
  (choice) => html`<option>${choice}</option>`,
)}</select></div>`;

/** Search by title, document number, year and topic (条例 2019, article 24). The script fetches the index and fills the results. */
export const searchPage = (profile: SiteProfile, { years, topics }: SearchChoices): Markup =>
  pageLayout(profile, {
    title: '信息检索',
    metas: {
      ColumnName: '信息检索',
      ColumnDescription: `按标题、发文字号、年份和主题检索${profile.office.name}主动公开的政府信息`,
      ColumnKeywords: ['检索', '政府信息公开'].join(','),
      ColumnType: '政务公开',
    },
    trail: [{ name: '信息检索' }],
    script: 'assets/search.js',
    main: html`<section class="panel">
<h1>信息检索</h1>
<form id="search" class="search" role="search" method="get" data-index="${hrefOf(profile, 'search-index.json')}" data-articles="${hrefOf(profile, 'articles/')}">
<div class="field wide"><label for="title">标题</label>
<input id="title" name="title" type="search" maxlength="100" autocomplete="off"></div>
<div class="field"><label for="number">发文字号</label>
<input id="number" name="number" type="search" maxlength="100" autocomplete="off"></div>
${select('year', '年份（成文或发布）', years)}
${select('topic', '主题分类', topics)}
<div class="actions"><button type="submit">检索</button></div>
</form>
<p id="outcome" class="total" role="status"></p>
<ul id="results" class="article-list"></ul>
<noscript><p>检索需要启用脚本；也可以从<a href="${hrefOf(profile, 'columns/all/index.html')}">全部信息</a>逐页浏览。</p></noscript>
</section>`,
  });
