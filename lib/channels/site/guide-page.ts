import { html } from 'hono/html';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import type { SiteProfile } from './site-profile.ts';

/** 公开指南: where to read, where to ask, how to apply, whom to complain to (条例 2019, article 12). */
export const guidePage = (profile: SiteProfile): Markup => {
  const { name, guide } = profile.office;
  const facts: readonly (readonly [string, string | null])[] = [
    ['公开机构', name],
    ['办公地址', guide.address],
    ['办公时间', guide.hours],
    ['联系电话', guide.telephone],
    ['传真', guide.fax],
    ['电子邮箱', guide.email],
  ];
  const title = '政府信息公开指南';
  return pageLayout(profile, {
    title,
    metas: {
      ColumnName: '公开指南',
      ColumnDescription: `${name}政府信息公开指南`,
      ColumnKeywords: ['公开指南', '依申请公开', '政府信息公开'].join(','),
      ColumnType: '公开指南',
    },
    trail: [{ name: '公开指南' }],
    main: html`<article class="article">
<h1>${title}</h1>
<div class="article-text"><h2>一、公开机构</h2></div>
<dl class="facts">${facts.map(([label, value]) => (value === null ? '' : html`<div><dt>${label}</dt><dd>${value}</dd></div>`))}</dl>
<div class="article-text">
<h2>二、主动公开</h2>
<p>${name}依照《中华人民共和国政府信息公开条例》，在本网站主动公开政府信息。公众可以按栏目浏览，按标题、发文字号、年份和主题检索，并下载附件；也可以到办公地址查阅。</p>
<h2>三、依申请公开</h2>
<p>除主动公开的政府信息外，公民、法人或者其他组织可以通过下列方式申请获取政府信息：</p>
<ol>${guide.waysToApply.map((way) => html`<li>${way}</li>`)}</ol>
<h2>四、监督和救济</h2>
<p>${guide.supervision}</p>
</div>
</article>`,
  });
};
