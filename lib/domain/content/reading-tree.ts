import type { Element, ElementContent } from 'hast';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html } from 'parse5';
import { imageAddress, linkAddress } from './addresses.ts';
import {
  BLOCKS,
  KEPT,
  PLAIN_BLOCKS,
  PREFORMATTED,
  REMOVED,
  type Removal,
  STRUCTURES,
  styleMeaning,
} from './element-rules.ts';

type Source = DefaultTreeAdapterTypes.ChildNode;
type SourceElement = DefaultTreeAdapterTypes.Element;

/** What the reading tree left behind. */
export type Loss = Removal | 'event-handler' | 'formatting' | 'link' | 'image';

/** How often each kind of loss happened. */
export type Losses = Partial<Record<Loss, number>>;

interface Reading {
  readonly losses: Losses;
  readonly preformatted: boolean;
}

const WHITE = /^[\t\n\f\r ]*$/;
const INTEGER = /^[\t\n\f\r ]*([+-]?\d{1,9})(?!\d)/;
const SPANNED = /^[\t\n\f\r ]*\+?([1-9]\d{0,2})(?!\d)/;

const element = (
  tagName: string,
  children: ElementContent[],
  properties: Element['properties'] = {},
): Element => ({ type: 'element', tagName, properties, children });

const lose = (losses: Losses, loss: Loss): void => {
  losses[loss] = (losses[loss] ?? 0) + 1;
};

const attribute = (source: SourceElement, name: string): string | null =>
  source.attrs.find((candidate) => candidate.name === name)?.value ?? null;

const integer = (text: string | null, pattern: RegExp): number | undefined => {
  const digits = pattern.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

const defined = (
  properties: Readonly<Record<string, string | number | boolean | undefined>>,
): Element['properties'] =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

const LIST_TYPES: ReadonlySet<string> = new Set(['1', 'a', 'A', 'i', 'I']);

/** The attributes that mean something to a reader; every other one is looks, or worse. */
const meaningOf = (source: SourceElement, tagName: string): Element['properties'] => {
  const read = (name: string): string | null => attribute(source, name);
  switch (tagName) {
    case 'td':
    case 'th':
      return defined({
        colSpan: integer(read('colspan'), SPANNED),
        rowSpan: integer(read('rowspan'), SPANNED),
      });
    case 'li':
      return defined({ value: integer(read('value'), INTEGER) });
    case 'ol': {
      const type = read('type') ?? '';
      return defined({
        start: integer(read('start'), INTEGER),
        type: LIST_TYPES.has(type) ? type : undefined,
        reversed: read('reversed') === null ? undefined : true,
      });
    }
    default:
      return {};
  }
};

const MEANT = new Set([
  'href',
  'src',
  'alt',
  'colspan',
  'rowspan',
  'start',
  'type',
  'reversed',
  'value',
  'hidden',
]);

const noteAttributes = (source: SourceElement, losses: Losses): void => {
  for (const { name } of source.attrs) {
    if (name.startsWith('on')) lose(losses, 'event-handler');
    else if (!MEANT.has(name)) lose(losses, 'formatting');
  }
};

/** Every child of a list is an item: what stands between items belongs to the one before, or comes before the list. */
const asList = (list: Element): ElementContent[] => {
  const before: ElementContent[] = [];
  const items: Element[] = [];
  for (const child of list.children) {
    const last = items.at(-1);
    if (child.type === 'element' && child.tagName === 'li') items.push(child);
    else if (last === undefined) before.push(child);
    else last.children.push(element('div', [child]));
  }
  return items.length === 0 ? before : [...before, { ...list, children: items }];
};

const textOf = (value: string, { preformatted }: Reading): ElementContent[] => {
  if (!preformatted) return [{ type: 'text', value }];
  return value
    .split('\n')
    .flatMap((line, index): ElementContent[] => [
      ...(index === 0 ? [] : [element('br', [])]),
      { type: 'text', value: line },
    ]);
};

const imageOf = (source: SourceElement, losses: Losses): ElementContent[] => {
  const src = imageAddress(attribute(source, 'src') ?? '');
  if (src !== null) return [element('img', [], { src, alt: attribute(source, 'alt') ?? '' })];
  lose(losses, 'image');
  return [];
};

const linkOf = (source: SourceElement, children: ElementContent[], losses: Losses): ElementContent[] => {
  const written = attribute(source, 'href');
  const href = linkAddress(written ?? '');
  if (href !== null) return [element('a', children, { href, rel: ['noopener'] })];
  if (written !== null) lose(losses, 'link');
  return children;
};

const elementOf = (source: SourceElement, reading: Reading): ElementContent[] => {
  const { losses } = reading;
  const style = attribute(source, 'style');
  const meaning = style === null ? null : styleMeaning(style);
  const removal: Removal | undefined =
    source.namespaceURI === html.NS.HTML ? REMOVED.get(source.tagName) : 'embedded';
  const hidden = meaning?.hidden === true || attribute(source, 'hidden') !== null;
  if (removal !== undefined || hidden) {
    lose(losses, removal ?? 'hidden');
    return [];
  }
  noteAttributes(source, losses);
  if (source.tagName === 'img') return imageOf(source, losses);
  const inner = PREFORMATTED.has(source.tagName) ? { ...reading, preformatted: true } : reading;
  const children = readingTree(source.childNodes, inner, STRUCTURES.has(source.tagName));
  if (source.tagName === 'a') return linkOf(source, children, losses);
  if (PLAIN_BLOCKS.has(source.tagName)) {
    const centred =
      meaning?.centred === true || source.tagName === 'center' || attribute(source, 'align') === 'center';
    return [element('div', children, centred ? { align: 'center' } : {})];
  }
  const tagName = KEPT.get(source.tagName);
  const elevation = tagName !== undefined && BLOCKS.has(tagName) ? null : (meaning?.elevation ?? null);
  const content = elevation === null ? children : [element(elevation, children)];
  if (tagName === undefined) return content;
  const kept = element(tagName, content, meaningOf(source, tagName));
  return tagName === 'ul' || tagName === 'ol' ? asList(kept) : [kept];
};

/**
 * Reduces parsed HTML to what the public reads: text, lines, tables, lists, pictures, links and emphasis. Scripts, hidden
 * and embedded things are left out, looks are dropped, and both are counted in `losses`. Canonical text, house style and
 * plain text all start from this one tree, so that none of them can show what another one hides.
 */
export const readingTree = (
  sources: readonly Source[],
  reading: Reading,
  structure: boolean,
): ElementContent[] =>
  sources.flatMap((source): ElementContent[] => {
    if (defaultTreeAdapter.isTextNode(source))
      return structure && WHITE.test(source.value) ? [] : textOf(source.value, reading);
    if (defaultTreeAdapter.isElementNode(source)) return elementOf(source, reading);
    if (defaultTreeAdapter.isCommentNode(source)) lose(reading.losses, 'comment');
    return [];
  });
