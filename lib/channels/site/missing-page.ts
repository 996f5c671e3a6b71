import { html } from 'hono/html';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import { hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

/** What an address answers that leads nowhere. */
export const missingPage = (profile: SiteProfile): Markup =>
  pageLayout(profile, {
    title: '没有找到',
    trail: [{ name: '没有找到' }],
    main: html`<article class="notice">
<h1>没有找到您要的页面</h1>
<p>请检查网址，或者从<a href="${profile.path}">首页</a>和<a href="${hrefOf(profile, 'search.html')}">信息检索</a>查找。</p>
</article>`,
  });
