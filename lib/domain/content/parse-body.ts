import type { Element, ElementContent } from 'hast';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment } from 'parse5';
import type { Body, BodyFormat } from '../item.ts';
import { isCrowdedMarkdown, markdownToHtml } from './markdown-to-html.ts';
import { type Losses, readingTree } from './reading-tree.ts';

/** A body, read once. `canonicalText`, `houseStyle` and `plainText` all start from it. */
export interface ParsedBody {
  /** What the public reads: blocks, tables, lists, pictures, links and emphasis as hast. Empty when `tooComplex`. */
  readonly tree: readonly ElementContent[];
  /** What of the source is not in the tree, and how often. */
  readonly losses: Readonly<Losses>;
  /** Nested or crowded beyond anything that people write; the caller refuses such a body. */
  readonly tooComplex: boolean;
}

/** Browsers cut nesting off at 512 as well; the walks over the tree recurse. */
const MOST_LEVELS = 512;
/** Unclosed formatting elements multiply: 5 MiB of them would become billions of elements. */
const MOST_ELEMENTS = 100_000;

/** Every kind of line end of plain text. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** A table's rows copied without the table would lose their cell borders. */
const BARE_TABLE_PART = /^[\s\ufeff]*<(?:tr|td|th|tbody|thead|tfoot|caption|colgroup|col)[\s/>]/i;

class TooComplex extends Error {
  override readonly name = 'TooComplex';
}

const parseHtml = (source: string): readonly DefaultTreeAdapterTypes.ChildNode[] => {
  let elements = 0;
  const counting: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (tagName, namespace, attributes) => {
      elements += 1;
      if (elements > MOST_ELEMENTS) throw new TooComplex();
      return defaultTreeAdapter.createElement(tagName, namespace, attributes);
    },
  };
  const context = defaultTreeAdapter.createElement('body', html.NS.HTML, []);
  const complete = BARE_TABLE_PART.test(source) ? `<table>${source}` : source;
  return parseFragment(context, complete, { treeAdapter: counting }).childNodes;
};

/** Level by level, since what it guards against is a recursion too deep. */
const isTooDeep = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): boolean => {
  let level = nodes;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((node) => ('childNodes' in node ? node.childNodes : []));
  }
  return false;
};

const TOO_COMPLEX: ParsedBody = { tree: [], losses: {}, tooComplex: true };

const readHtml = (source: string): ParsedBody => {
  try {
    const nodes = parseHtml(source);
    if (isTooDeep(nodes)) return TOO_COMPLEX;
    const losses: Losses = {};
    return {
      tree: readingTree(nodes, { losses, preformatted: false, quoted: false }, false),
      losses,
      tooComplex: false,
    };
  } catch (error) {
    if (error instanceof TooComplex) return TOO_COMPLEX;
    throw error;
  }
};

const paragraph = (line: string): Element => ({
  type: 'element',
  tagName: 'div',
  properties: {},
  children: [{ type: 'text', value: line }],
});

const readText = (source: string): ParsedBody => {
  const lines = source.split(LINE_ENDS, MOST_ELEMENTS + 1);
  if (lines.length > MOST_ELEMENTS) return TOO_COMPLEX;
  return { tree: lines.map(paragraph), losses: {}, tooComplex: false };
};

const READERS: Readonly<Record<BodyFormat, (source: string) => ParsedBody>> = {
  html: readHtml,
  markdown: (source) => (isCrowdedMarkdown(source) ? TOO_COMPLEX : readHtml(markdownToHtml(source))),
  text: readText,
};

/**
 * Reads a body: the only parse an item needs. HTML (a fragment or a whole document) is parsed as browsers parse it,
 * Markdown is turned into HTML first, and every line of a text is a paragraph. Never throws on account of the input.
 */
export const parseBody = ({ format, content }: Body): ParsedBody => READERS[format](content.toWellFormed());
