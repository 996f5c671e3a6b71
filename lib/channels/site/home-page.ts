import { html } from 'hono/html';
import { articleList } from './article-list.ts';
import type { ArticleRecord } from './article-record.ts';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import { columnPath, hrefOf } from './site-paths.ts';
import type { Column, SiteProfile } from './site-profile.ts';

const quickSearch = (
  profile: SiteProfile,
): Markup => html`<form class="quick-search" role="search" action="${hrefOf(
  profile,
  'search.html',
)}" method="get">
<label for="quick-title">检索政府信息</label>
<div><input id="quick-title" name="title" type="search" placeholder="输入标题中的词" maxlength="100"><button type="submit">检索</button></div>
<p><a href="${hrefOf(profile, 'search.html')}">按发文字号、年份、主题检索</a></p>
</form>`;

/** The newest articles, then each column with its newest. */
export const homePage = (
  profile: SiteProfile,
  newest: readonly ArticleRecord[],
  columns: readonly { readonly column: Column; readonly newest: readonly ArticleRecord[] }[],
): Markup => {
  const heading = (name: string, slug: string, id: string): Markup =>
    html`<div class="panel-head"><h2 id="${id}">${name}</h2><a href="${hrefOf(profile, columnPath(slug, 'newest'))}" aria-label="更多：${name}">更多 ›</a></div>`;
  return pageLayout(profile, {
    title: profile.office.site.name,
    trail: [],
    main: html`<h1 class="visually-hidden">${profile.office.site.name}</h1>
<div class="home">
<section class="panel" aria-labelledby="newest">
${heading('最新公开', 'all', 'newest')}
${articleList(profile, newest)}
</section>
<aside>
${quickSearch(profile)}
<section class="panel" aria-labelledby="guide"><div class="panel-head"><h2 id="guide">公开指南</h2></div>
<p>${profile.office.guide.address}<br>电话：${profile.office.guide.telephone}<br>${profile.office.guide.hours}</p>
<p><a href="${hrefOf(profile, 'guide.html')}">如何查阅和申请政府信息 ›</a></p></section>
</aside>
</div>
<div class="columns">${columns.map(
      ({ column, newest: articles }) => html`<section class="panel" aria-labelledby="c-${column.slug}">
${heading(column.name, column.slug, `c-${column.slug}`)}
${articleList(profile, articles)}
</section>`,
    )}</div>`,
  });
};
