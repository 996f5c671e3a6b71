import { html } from 'hono/html';
import { pubDate } from '../../domain/shanghai-time.ts';
import type { WithdrawalRecord } from './article-record.ts';
import { WITHDRAWAL_META } from './article-record.ts';
import type { Markup } from './page-layout.ts';
import { pageLayout } from './page-layout.ts';
import type { SiteProfile } from './site-profile.ts';

/** What stands in place of a withdrawn article. Not even its title: that may be what must not be read any longer. */
export const withdrawnPage = (
  profile: SiteProfile,
  record: WithdrawalRecord,
  notice: string | null,
): Markup => {
  const title = '该信息已撤下';
  return pageLayout(profile, {
    title,
    metas: {
      ArticleTitle: title,
      PubDate: pubDate(record.publicAt),
      ContentSource: profile.office.name,
      [WITHDRAWAL_META]: JSON.stringify(record),
    },
    trail: [{ name: title }],
    main: html`<article class="notice">
<h1>${title}</h1>
<p>${notice ?? '本页原载信息已由发布机关撤下，不再公开。'}</p>
<p class="source">撤下时间：${pubDate(record.withdrawnAt)}</p>
<p>如需了解情况，请联系${profile.office.name}，电话 ${profile.office.guide.telephone}。</p>
</article>`,
  });
};
