import type { Element, ElementContent } from 'hast';
import type { Elevation } from './character-form.ts';
import { BLOCKS } from './element-rules.ts';
import { listMarkers } from './list-markers.ts';

/** How a reading tree is written down. The writer of lines decides where they break; the voice, what stands in them. */
export interface Voice {
  readonly text: (value: string, elevation: Elevation | null) => string;
  readonly image: (source: string, alternative: string) => string;
  /** The number of a list item, written before its text. */
  readonly marker: (marker: string) => string;
  /** The text of a table cell, which may hold line feeds. */
  readonly cell: (text: string) => string;
}

const LINE = '\n';
const CELL_BORDER = '\t';

/** Without line feeds around. No regular expression: `\n+$` is quadratic. */
const withinLines = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (text[start] === LINE) start += 1;
  while (end > start && text[end - 1] === LINE) end -= 1;
  return text.slice(start, end);
};

const attribute = (element: Element, name: string): string => {
  const value = element.properties[name];
  return typeof value === 'string' ? value : '';
};

const isElement = (node: ElementContent): node is Element => node.type === 'element';

/**
 * The lines of a tree, separated by line feeds, possibly several; the cells of a table row are separated by tabs. An
 * empty cell keeps its place, except at the end of a row, where a reader cannot tell it from none.
 */
export const readLines = (
  nodes: readonly ElementContent[],
  voice: Voice,
  elevation: Elevation | null = null,
): string => {
  const read = (children: readonly ElementContent[]): string => readLines(children, voice, elevation);

  const row = (element: Element): string => {
    const cells = element.children
      .filter(isElement)
      .map((cell) => voice.cell(withinLines(read(cell.children))));
    const last = cells.findLastIndex((cell) => cell !== '');
    return cells.slice(0, last + 1).join(CELL_BORDER);
  };

  const items = (list: Element): string =>
    listMarkers(list)
      .map(({ item, marker }) => {
        const text = withinLines(read(item.children));
        return text === '' ? '' : `${marker === null ? '' : voice.marker(marker)}${text}`;
      })
      .join(LINE);

  const line = (element: Element): string => {
    const { tagName, children } = element;
    switch (tagName) {
      case 'br':
      case 'hr':
        return LINE;
      case 'img':
        return voice.image(attribute(element, 'src'), attribute(element, 'alt'));
      case 'tr':
        return `${LINE}${row(element)}${LINE}`;
      case 'ol':
      case 'ul':
        return `${LINE}${items(element)}${LINE}`;
      case 'sup':
        return readLines(children, voice, 'raised');
      case 'sub':
        return readLines(children, voice, 'lowered');
      default:
        return BLOCKS.has(tagName) ? `${LINE}${read(children)}${LINE}` : read(children);
    }
  };

  let lines = '';
  for (const node of nodes) {
    if (node.type === 'text') lines += voice.text(node.value, elevation);
    else if (node.type === 'element') lines += line(node);
  }
  return lines;
};
