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
  type StyleMeaning,
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
  /** Within a quotation: the next one within it takes single marks. */
  readonly quoted: boolean;
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

/** Browsers write the marks of `q`; written out, they stay where the quotation begins and ends, however it is cut up. */
const quotationOf = (children: ElementContent[], { quoted }: Reading): ElementContent[] => [
  { type: 'text', value: quoted ? '‘' : '“' },
  ...children,
  { type: 'text', value: quoted ? '’' : '”' },
];

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

const removalOf = (source: SourceElement, style: StyleMeaning): Removal | null => {
  if (source.namespaceURI !== html.NS.HTML) return 'embedded';
  const hidden = style.hidden || attribute(source, 'hidden') !== null;
  return REMOVED.get(source.tagName) ?? (hidden ? 'hidden' : null);
};

const isCentred = (source: SourceElement, style: StyleMeaning): boolean =>
  style.centred || source.tagName === 'center' || attribute(source, 'align') === 'center';

const within = (reading: Reading, { tagName }: SourceElement): Reading => {
  if (PREFORMATTED.has(tagName)) return { ...reading, preformatted: true };
  return tagName === 'q' ? { ...reading, quoted: true } : reading;
};

const TABLE_PARENTS: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
const TABLE_PARTS: ReadonlySet<string> = new Set(['caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);
/** The parser moves text out of a table's structure; all else that it leaves there is an empty `form`. */
const isTablePart = (node: ElementContent): boolean =>
  node.type === 'element' && TABLE_PARTS.has(node.tagName);

const ELEVATIONS: ReadonlySet<string> = new Set(['sup', 'sub']);

const holdsBlock = (nodes: readonly ElementContent[]): boolean =>
  nodes.some((node) => node.type === 'element' && (BLOCKS.has(node.tagName) || holdsBlock(node.children)));

const elementOf = (source: SourceElement, reading: Reading): ElementContent[] => {
  const { losses } = reading;
  const style = styleMeaning(attribute(source, 'style') ?? '');
  const removal = removalOf(source, style);
  if (removal !== null) {
    lose(losses, removal);
    return [];
  }
  noteAttributes(source, losses);
  if (source.tagName === 'img') return imageOf(source, losses);
  const children = readingTree(source.childNodes, within(reading, source), STRUCTURES.has(source.tagName));
  if (PLAIN_BLOCKS.has(source.tagName))
    return [element('div', children, isCentred(source, style) ? { align: 'center' } : {})];
  const tagName = KEPT.get(source.tagName);
  if (tagName !== undefined && BLOCKS.has(tagName)) {
    const parts = TABLE_PARENTS.has(tagName) ? children.filter(isTablePart) : children;
    const block = element(tagName, parts, meaningOf(source, tagName));
    return tagName === 'ul' || tagName === 'ol' ? asList(block) : [block];
  }
  const content =
    style.elevation === null || children.length === 0 || holdsBlock(children)
      ? children
      : [element(style.elevation, children)];
  if (source.tagName === 'a') return linkOf(source, content, losses);
  if (source.tagName === 'q') return quotationOf(content, reading);
  // Raised and lowered is text within a line; around blocks it means nothing that a reader could tell.
  const givesWay = tagName === undefined || (ELEVATIONS.has(tagName) && holdsBlock(children));
  return givesWay ? content : [element(tagName, content)];
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
