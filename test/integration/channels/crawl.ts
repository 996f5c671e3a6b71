import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';

export interface CrawledPage {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly metas: ReadonlyMap<string, string>;
  /** Every address in it, relative to the server. */
  readonly links: readonly string[];
  readonly tags: readonly string[];
}

type Node = DefaultTreeAdapterTypes.Node;

const elements = (node: Node): DefaultTreeAdapterTypes.Element[] => [
  ...('tagName' in node ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elements) : []),
];

/** Reads one page and takes it apart. */
export const readPage = async (origin: string, path: string): Promise<CrawledPage> => {
  const answer = await fetch(new URL(path, origin), { redirect: 'manual' });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const found = type.startsWith('text/html') ? elements(parse(text)) : [];
  const metas = new Map<string, string>();
  const links: string[] = [];
  for (const { tagName, attrs } of found) {
    const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
    if (tagName === 'meta') metas.set(attributes['name'] ?? '', attributes['content'] ?? '');
    for (const name of ['href', 'src', 'action', 'data-index']) {
      const address = attributes[name];
      if (address !== undefined) links.push(address);
    }
  }
  return { path, status: answer.status, type, text, metas, links, tags: found.map(({ tagName }) => tagName) };
};

/** Reads everything that can be reached from a page by links on the same server. */
export const crawl = async (origin: string, start: string): Promise<ReadonlyMap<string, CrawledPage>> => {
  const pages = new Map<string, CrawledPage>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const page = await readPage(origin, path);
    pages.set(path, page);
    for (const link of page.links) {
      const url = new URL(link, new URL(path, origin));
      if (url.origin === origin) waiting.push(url.pathname);
    }
  }
  return pages;
};
