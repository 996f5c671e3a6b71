import { yearOf } from '../../domain/shanghai-time.ts';
import type { ArticleRecord } from './article-record.ts';
import { atomFeed } from './feed.ts';
import { guidePage } from './guide-page.ts';
import { homePage } from './home-page.ts';
import type { ListPage } from './list-page.ts';
import { listPage } from './list-page.ts';
import { missingPage } from './missing-page.ts';
import type { Markup } from './page-layout.ts';
import { searchIndex } from './search-index.ts';
import type { SearchChoices } from './search-page.ts';
import { searchPage } from './search-page.ts';
import { columnPath } from './site-paths.ts';
import type { Column, SiteProfile } from './site-profile.ts';
import { sitemap } from './sitemap.ts';

export interface IndexObject {
  /** Below the site's folder. */
  readonly path: string;
  readonly mediaType: string;
  /** Equal signatures mean equal content: what was written under the same one need not be rendered again. */
  readonly signature: string;
  readonly render: () => string | Promise<string>;
}

export const HTML = 'text/html; charset=utf-8';
const PAGE_SIZE = 20;
const HOME_NEWEST = 12;
const HOME_COLUMN = 6;
const FEED_SIZE = 50;

const signatureOf = (articles: readonly ArticleRecord[]): string =>
  articles.map(({ key, generation }) => `${key}.${generation}`).join(' ');

const newestOf = (articles: readonly ArticleRecord[], count: number): readonly ArticleRecord[] =>
  articles.slice(-count).toReversed();

/**
 * The pages of a column. Older pages are cut from the oldest article on, twenty each, so that a new article changes the
 * newest page alone; that one carries what does not fill a page yet, at most 39.
 */
const listPages = (column: Column, articles: readonly ArticleRecord[]): readonly ListPage[] => {
  const fixed = Math.max(0, Math.floor(articles.length / PAGE_SIZE) - 1);
  const older = Array.from(
    { length: fixed },
    (_, index): ListPage => ({
      column,
      page: index + 1,
      articles: articles.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE).toReversed(),
      newer: index + 1 === fixed ? 'newest' : index + 2,
      older: index === 0 ? null : index,
      total: null,
    }),
  );
  const newest: ListPage = {
    column,
    page: 'newest',
    articles: articles.slice(fixed * PAGE_SIZE).toReversed(),
    newer: null,
    older: fixed === 0 ? null : fixed,
    total: articles.length,
  };
  return [newest, ...older];
};

const choicesOf = (articles: readonly ArticleRecord[]): SearchChoices => {
  const years = new Set<number>();
  const topics = new Set<string>();
  for (const { publicAt, formedOn, topic } of articles) {
    years.add(yearOf(publicAt)).add(Number(formedOn.slice(0, 4)));
    const topClass = topic?.split('/')[0];
    if (topClass !== undefined) topics.add(topClass);
  }
  return {
    years: [...years].toSorted((a, b) => b - a),
    topics: [...topics].toSorted((a, b) => a.localeCompare(b, 'zh-CN')),
  };
};

const page = (path: string, signature: string, markup: () => Markup): IndexObject => ({
  path,
  mediaType: HTML,
  signature,
  render: async () => (await markup()).toString(),
});

/** Everything of a site that is derived from its articles, given oldest first. */
export const indexPlan = (
  profile: SiteProfile,
  articles: readonly ArticleRecord[],
): readonly IndexObject[] => {
  const byColumn = new Map<string, ArticleRecord[]>(profile.configuredColumns.map((name) => [name, []]));
  for (const article of articles) {
    const column = byColumn.get(article.column);
    if (column === undefined) byColumn.set(article.column, [article]);
    else column.push(article);
  }
  const everything: Column = { ...profile.column('全部信息'), slug: 'all' };
  const columns = Array.from(byColumn, ([name, own]) => ({ column: profile.column(name), own }));
  const lists = [{ column: everything, own: articles }, ...columns].flatMap(({ column, own }) =>
    listPages(column, own),
  );
  const newest = newestOf(articles, HOME_NEWEST);
  const blocks = columns.map(({ column, own }) => ({ column, newest: newestOf(own, HOME_COLUMN) }));
  const choices = choicesOf(articles);
  const all = signatureOf(articles);
  const staticPages = [
    'guide.html',
    'search.html',
    ...[everything, ...columns.map(({ column }) => column)].map(({ slug }) => columnPath(slug, 'newest')),
  ];

  return [
    page(
      'index.html',
      [
        signatureOf(newest),
        ...blocks.map((block) => `${block.column.slug} ${signatureOf(block.newest)}`),
      ].join('\n'),
      () => homePage(profile, newest, blocks),
    ),
    page('guide.html', '', () => guidePage(profile)),
    page('missing.html', '', () => missingPage(profile)),
    page('search.html', JSON.stringify(choices), () => searchPage(profile, choices)),
    ...lists.map((list) =>
      page(
        columnPath(list.column.slug, list.page),
        `${list.newer} ${list.older} ${list.total} ${signatureOf(list.articles)}`,
        () => listPage(profile, list),
      ),
    ),
    {
      path: 'feed.xml',
      mediaType: 'application/atom+xml; charset=utf-8',
      signature: signatureOf(newestOf(articles, FEED_SIZE)),
      render: () => atomFeed(profile, newestOf(articles, FEED_SIZE)),
    },
    {
      path: 'sitemap.xml',
      mediaType: 'application/xml; charset=utf-8',
      signature: all,
      render: () => sitemap(profile, staticPages, articles.toReversed()),
    },
    {
      path: 'search-index.json',
      mediaType: 'application/json; charset=utf-8',
      signature: all,
      render: () => searchIndex(articles.toReversed()),
    },
    {
      path: 'robots.txt',
      mediaType: 'text/plain; charset=utf-8',
      signature: '',
      // A practice site must not be found in place of a real one.
      render: () =>
        profile.practice
          ? 'User-agent: *\nDisallow: /\n'
          : `User-agent: *\nAllow: /\nSitemap: ${profile.origin}${profile.path}sitemap.xml\n`,
    },
  ];
};
