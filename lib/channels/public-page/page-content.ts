import type { DefaultTreeAdapterTypes } from 'parse5';
import { defaultTreeAdapter, parse } from 'parse5';
import type { Instant } from '../../domain/item.ts';
import { instantOf } from '../../domain/shanghai-time.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Where on a page the information stands: `#id` or `.class`. */
export const BODY_SELECTOR = /^[#.][A-Za-z][\w-]*$/;

export interface PageContent {
  readonly title: string | null;
  /** Of the selected element, else of the whole page; one line a block. */
  readonly text: string;
  /** From the meta tag `PubDate`; null where it is missing or no time. */
  readonly publicAt: Instant | null;
}

const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'head']);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rt s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((candidate) => candidate.name === name)?.value;

function* elementsIn(node: Node): Generator<Element> {
  if (defaultTreeAdapter.isElementNode(node)) yield node;
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) yield* elementsIn(child);
}

const appendText = (node: Node, parts: string[]): void => {
  if (defaultTreeAdapter.isTextNode(node)) {
    parts.push(node.value.replace(/\s+/g, ' '));
    return;
  }
  if (!('childNodes' in node) || ('tagName' in node && UNREAD.has(node.tagName))) return;
  const breaks = 'tagName' in node && !INLINE.has(node.tagName);
  if (breaks) parts.push('\n');
  for (const child of node.childNodes) appendText(child, parts);
  if (breaks) parts.push('\n');
};

const textOf = (node: Node): string => {
  const parts: string[] = [];
  appendText(node, parts);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
};

const matches = (element: Element, selector: string): boolean => {
  const name = selector.slice(1);
  return selector.startsWith('#')
    ? attribute(element, 'id') === name
    : (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
};

/** What a page says of itself and to its readers; null where the selector finds nothing on it. */
export const pageContent = (html: string, bodySelector: string | null): PageContent | null => {
  const page = parse(html);
  const metas = new Map<string, string>();
  let title: string | null = null;
  let body: Element | null = null;
  for (const element of elementsIn(page)) {
    if (element.tagName === 'meta') {
      metas.set((attribute(element, 'name') ?? '').toLowerCase(), attribute(element, 'content') ?? '');
    } else if (element.tagName === 'title' && title === null) {
      title = element.childNodes
        .map((child) => ('value' in child ? child.value : ''))
        .join('')
        .trim();
    }
    if (body === null && bodySelector !== null && matches(element, bodySelector)) body = element;
  }
  if (bodySelector !== null && body === null) return null;
  return {
    title: metas.get('articletitle') ?? title,
    text: textOf(body ?? page),
    publicAt: instantOf((metas.get('pubdate') ?? '').trim())?.instant ?? null,
  };
};
