import { html } from 'hono/html';
import { dayOf } from '../../domain/shanghai-time.ts';
import type { ArticleRecord } from './article-record.ts';
import type { Markup } from './page-layout.ts';
import { articlePath, hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

/** Titles with their day, newest first as given. */
export const articleList = (profile: SiteProfile, articles: readonly ArticleRecord[]): Markup =>
  articles.length === 0
    ? html`<p class="empty">暂无信息。</p>`
    : html`<ul class="article-list">${articles.map(
        ({ key, title, publicAt }) =>
          html`<li><a href="${hrefOf(profile, articlePath(key))}">${title}</a><time datetime="${dayOf(publicAt)}">${dayOf(publicAt)}</time></li>`,
      )}</ul>`;
