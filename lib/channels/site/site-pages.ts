import type { Context } from 'hono';
import { Hono } from 'hono';
import type { ObjectStore } from '../../ports/object-store.ts';
import { isWithdrawalNotice, siteRecordIn } from './article-record.ts';
import { ARTICLES, ATTACHMENTS, articlePath, siteFolder } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

// No script or style but our own; pictures may come from where the approved text says.
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: http: https:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const DOWNLOAD_POLICY = "default-src 'none'; sandbox";

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const ATTACHMENT = /^attachments\/(?<key>[0-9a-f]{64})\/(?<sha256>[0-9a-f]{64})\/(?<name>[^/]+)$/;

/** The path below the site's own that an address names; undefined where no page can be. */
const pageAt = (relative: string): string | undefined => {
  const path = relative === '' || relative.endsWith('/') ? `${relative}index.html` : relative;
  return path.split('/').every((segment) => SEGMENT.test(segment)) ? path : undefined;
};

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** Serves a site from the object store; to be mounted so that `c.req.path` begins with the site's path. */
export const createSitePages = ({
  profile,
  objectStore,
}: {
  readonly profile: SiteProfile;
  readonly objectStore: ObjectStore;
}): Hono => {
  const folder = siteFolder(profile.channel);

  const send = async (c: Context, path: string, status: 200 | 404) => {
    const object = await objectStore.get(`${folder}${path}`);
    if (object === undefined) return undefined;
    c.header('content-type', object.mediaType);
    const gone = path.startsWith(ARTICLES) && isWithdrawalNotice(object.bytes);
    return c.body(bytesOf(object.bytes), gone ? 410 : status);
  };
  const missing = async (c: Context) =>
    (await send(c, 'missing.html', 404)) ??
    c.text('没有找到您要的页面。', 404, { 'content-type': 'text/plain; charset=utf-8' });

  /** Only what a page links to at this moment: other attachments, and the approval forms beside them, stay inside. */
  const sendAttachment = async (c: Context, key: string, sha256: string, name: string) => {
    const page = await objectStore.get(`${folder}${articlePath(key)}`);
    if (page === undefined) return missing(c);
    const there = siteRecordIn(page.bytes);
    if (there.is === 'withdrawal') return missing(c);
    const attachment = there.record.attachments.find(
      (candidate) => candidate.sha256 === sha256 && candidate.name === name,
    );
    const object = attachment && (await objectStore.get(`attachments/${sha256}`));
    if (attachment === undefined || object === undefined) return missing(c);
    c.header('content-security-policy', DOWNLOAD_POLICY);
    c.header('content-type', attachment.mediaType);
    c.header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    );
    return c.body(bytesOf(object.bytes));
  };

  return new Hono().get('*', async (c) => {
    if (c.req.path === profile.path.slice(0, -1)) return c.redirect(profile.path, 301);
    c.header('content-security-policy', CONTENT_SECURITY_POLICY);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    // What is withdrawn must be gone at once, from caches as well.
    c.header('cache-control', 'no-cache');
    const relative = c.req.path.startsWith(profile.path)
      ? c.req.path.slice(profile.path.length)
      : c.req.path.slice(1);
    const { key, sha256, name } = ATTACHMENT.exec(relative)?.groups ?? {};
    if (key !== undefined && sha256 !== undefined && name !== undefined) {
      return sendAttachment(c, key, sha256, decoded(name) ?? '');
    }
    const path = pageAt(relative);
    if (path === undefined || path.startsWith(ATTACHMENTS)) return missing(c);
    return (await send(c, path, 200)) ?? missing(c);
  });
};
