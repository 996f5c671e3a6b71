import type { DefaultTreeAdapterTypes } from 'parse5';
import { defaultTreeAdapter, parse, serialize } from 'parse5';
import { bodyAddresses } from '../../domain/content/body-addresses.ts';
import { canonicalLine, canonicalText } from '../../domain/content/canonical-text.ts';
import type { ShownCopy } from '../../domain/content/compare-copy.ts';
import { parseBody } from '../../domain/content/parse-body.ts';
import { instantOf, type Moment } from '../../domain/shanghai-time.ts';
import type { PageReading } from './page-settings.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export interface PageContent extends ShownCopy {
  /** From the meta tag `PubDate`; null where it is missing or no time. */
  readonly publicAt: Moment | null;
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((candidate) => candidate.name === name)?.value;

function* elementsIn(node: Node): Generator<Element> {
  if (defaultTreeAdapter.isElementNode(node)) yield node;
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) yield* elementsIn(child);
}

const matches = (element: Element, selector: string): boolean => {
  const name = selector.slice(1);
  return selector.startsWith('#')
    ? attribute(element, 'id') === name
    : (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
};

const textIn = ({ childNodes }: Element): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** What a page says of itself and shows to its readers; why it cannot be read where it cannot. */
export const pageContent = (
  html: string,
  { bodySelector, rehostedAt }: PageReading,
  address: string,
): PageContent | 'no-such-element' | 'too-complex' => {
  const whole = parseBody({ format: 'html', content: html });
  if (whole.tooComplex) return 'too-complex';
  const metas = new Map<string, string>();
  let title = '';
  let selected: Element | null = null;
  let base = address;
  for (const element of elementsIn(parse(html))) {
    if (element.tagName === 'meta') {
      metas.set((attribute(element, 'name') ?? '').toLowerCase(), attribute(element, 'content') ?? '');
    } else if (element.tagName === 'title' && title === '') title = textIn(element);
    else if (element.tagName === 'base' && base === address)
      base = URL.parse(attribute(element, 'href') ?? '', address)?.href ?? address;
    if (selected === null && bodySelector !== null && matches(element, bodySelector)) selected = element;
  }
  if (bodySelector !== null && selected === null) return 'no-such-element';
  const part = selected && parseBody({ format: 'html', content: serialize(selected) });
  const declared = canonicalLine(metas.get('articletitle') ?? '');
  return {
    title: declared === '' ? null : declared,
    body: part && canonicalText(part),
    ...(part && { addresses: { ...bodyAddresses(part), base, rehostedAt } }),
    page: `${canonicalLine(title)}\n${canonicalText(whole)}`,
    publicAt: instantOf((metas.get('pubdate') ?? '').trim()) ?? null,
  };
};
