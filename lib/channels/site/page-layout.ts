import { html } from 'hono/html';
import { hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

/** HTML as `hono/html` makes it: values are escaped, nested markup is not. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  /** Further meta tags of the page, by name; a null is left out. */
  readonly metas?: Readonly<Record<string, string | null>>;
  /** The way from the home page to here, without the home page: name and path; the page itself has none. */
  readonly trail: readonly { readonly name: string; readonly path?: string }[];
  readonly main: Markup;
  readonly script?: string;
}

const metaTags = (metas: Readonly<Record<string, string | null>>): Markup =>
  html`${Object.entries(metas).map(([name, content]) =>
    content === null
      ? ''
      : html`<meta name="${name}" content="${content}">
`,
  )}`;

const trailOf = (profile: SiteProfile, trail: Page['trail']): Markup =>
  html`<nav class="trail" aria-label="当前位置"><span>当前位置：</span><a href="${profile.path}">首页</a>${trail.map(
    ({ name, path }) =>
      html` <span aria-hidden="true">›</span> ${
        path === undefined
          ? html`<span aria-current="page">${name}</span>`
          : html`<a href="${hrefOf(profile, path)}">${name}</a>`
      }`,
  )}</nav>`;

/** The frame of every page: required meta tags, skip link, head, navigation, foot. No script or style stands in it. */
export const pageLayout = (profile: SiteProfile, page: Page): Markup => {
  const { office, practice } = profile;
  const { site } = office;
  const href = (relative: string): string => hrefOf(profile, relative);
  const isHome = page.trail.length === 0;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${isHome ? site.name : `${page.title} - ${site.name}`}</title>
${metaTags({ SiteName: site.name, SiteDomain: site.domain, SiteIDCode: site.idCode, ...page.metas })}${
  practice ? html`<meta name="robots" content="noindex">\n` : ''
}<link rel="stylesheet" href="${href('assets/portal.css')}">
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" title="${site.name}" href="${href('feed.xml')}">
${page.script === undefined ? '' : html`<script type="module" src="${href(page.script)}"></script>\n`}</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${
  practice
    ? html`<p class="practice" role="note"><strong>演练</strong> 这是练习用的网站，所载内容不是真实发布的政府信息。</p>`
    : ''
}
<header class="site-head">
<div class="inner">
<a class="site-name" href="${profile.path}"><span>${site.name}</span></a>
<p class="site-motto">政府信息主动公开</p>
</div>
</header>
<nav class="site-nav" aria-label="主导航"><div class="inner"><a href="${profile.path}">首页</a><a href="${href(
    'columns/all/index.html',
  )}">全部信息</a><a href="${href('guide.html')}">公开指南</a><a href="${href('search.html')}">信息检索</a></div></nav>
<div class="inner">
${isHome ? '' : trailOf(profile, page.trail)}
<main id="main" tabindex="-1">
${page.main}
</main>
</div>
<footer class="site-foot"><div class="inner">
<p>主办单位：${office.name}</p>
<p><span>地址：${office.guide.address}</span> <span>电话：${office.guide.telephone}</span></p>
<p>网站标识码：${site.idCode} <a href="${href('guide.html')}">公开指南</a> <a href="${href('feed.xml')}">订阅</a></p>
</div></footer>
</body>
</html>
`;
};
