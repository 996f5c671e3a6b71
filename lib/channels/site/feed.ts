import { Feed } from 'feed';
import type { ArticleRecord } from './article-record.ts';
import { articlePath, hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

// Control characters would make the feed no XML.
const asHtml = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Atom feed of the articles given, newest first. */
export const atomFeed = (profile: SiteProfile, articles: readonly ArticleRecord[]): string => {
  const { site, name } = profile.office;
  const home = `${profile.origin}${profile.path}`;
  const changed = articles.map(({ publicAt, updatedAt }) => updatedAt ?? publicAt);
  const feed = new Feed({
    id: home,
    title: profile.practice ? `【演练】${site.name}` : site.name,
    link: home,
    language: 'zh-CN',
    generator: false,
    updated: new Date(Math.max(0, ...changed)),
    feedLinks: { atom: `${profile.origin}${hrefOf(profile, 'feed.xml')}` },
    author: { name },
  });
  for (const { key, title, publicAt, updatedAt } of articles) {
    const link = `${profile.origin}${hrefOf(profile, articlePath(key))}`;
    feed.addItem({
      // The library declares titles to be HTML.
      title: asHtml(title),
      id: link,
      link,
      date: new Date(updatedAt ?? publicAt),
      published: new Date(publicAt),
    });
  }
  return feed.atom1();
};
