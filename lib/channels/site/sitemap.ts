import { Readable } from 'node:stream';
import { SitemapStream, streamToPromise } from 'sitemap';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import type { ArticleRecord } from './article-record.ts';
import { articlePath, hrefOf } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

/** The protocol allows no more in one file; older articles are reached from the lists. */
const SITEMAP_LIMIT = 50_000;

/** `sitemap.xml` with the home page, further pages and articles. */
export const sitemap = async (
  profile: SiteProfile,
  pages: readonly string[],
  articles: readonly ArticleRecord[],
): Promise<string> => {
  const entries = [
    ...['', ...pages].map((relative) => ({ url: hrefOf(profile, relative) })),
    ...articles.map(({ key, publicAt, updatedAt }) => ({
      url: hrefOf(profile, articlePath(key)),
      lastmod: isoShanghai(updatedAt ?? publicAt),
    })),
  ].slice(0, SITEMAP_LIMIT);
  const xmlns = { news: false, video: false, image: false, xhtml: false };
  const xml = await streamToPromise(
    Readable.from(entries).pipe(new SitemapStream({ hostname: profile.origin, xmlns })),
  );
  return xml.toString();
};
