import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

const BLOCKS = /^(?:p|h[1-3]|caption|figcaption|title|desc)$/;

/** What a page says, a line a block; a row of a table is a line, its cells apart. */
export const readPage = (page: string): readonly string[] => linesOf(parse(page));

const linesOf = (node: Node): readonly string[] => {
  if (!('childNodes' in node)) return [];
  if (defaultTreeAdapter.isElementNode(node)) {
    if (node.tagName === 'style') return [];
    if (node.tagName === 'tr') return [node.childNodes.map(cellOf).join(' | ')];
    if (BLOCKS.test(node.tagName)) return [`${node.tagName}: ${textOf(node)}`];
  }
  return node.childNodes.flatMap(linesOf);
};

const cellOf = (node: Node): string => {
  if (!defaultTreeAdapter.isElementNode(node)) return textOf(node);
  const span = (name: string) => Number(node.attrs.find((each) => each.name === name)?.value ?? 1);
  const [columns, rows] = [span('colspan'), span('rowspan')];
  return `${textOf(node)}${columns * rows > 1 ? `{${columns}×${rows}}` : ''}`;
};

const textOf = (node: Node): string => {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
};
