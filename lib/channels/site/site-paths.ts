import type { ChannelId, ItemId, Sha256 } from '../../domain/item.ts';
import type { SiteProfile } from './site-profile.ts';

// A path below the site's own, such as `articles/<key>.html`, is also the end of its object's key.

/** Prefix of everything that a site keeps in the object store. */
export const siteFolder = (channel: ChannelId): string => `site/${channel}/`;

export const ARTICLES = 'articles/';
export const COLUMNS = 'columns/';
export const ATTACHMENTS = 'attachments/';

/** The article, or the notice that it was withdrawn, which is served as gone. */
export const articlePath = (key: ItemId): string => `${ARTICLES}${key}.html`;

/** The newest page of a column, or one of the older ones, numbered from the oldest so that they stay as they are. */
export const columnPath = (slug: string, page: number | 'newest'): string =>
  `${COLUMNS}${slug}/${page === 'newest' ? 'index' : `page-${page}`}.html`;

export const attachmentPath = (key: ItemId, attachment: { readonly sha256: Sha256; readonly name: string }) =>
  `${ATTACHMENTS}${key}/${attachment.sha256}/${encodeURIComponent(attachment.name)}`;

/** The address of a page as links name it: `/portal/articles/…`. */
export const hrefOf = ({ path }: SiteProfile, relative: string): string => `${path}${relative}`;
