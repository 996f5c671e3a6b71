import type { Element, ElementContent } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { HouseStyleChange } from '../ledger-rows.ts';
import type { Violation } from '../violation.ts';
import { flow, type Piece } from './flow.ts';
import { houseStyleChanges, type Tally } from './house-style-changes.ts';
import { houseStyleFlags } from './house-style-flags.ts';
import { HOUSE_STYLE_SCHEMA } from './house-style-schema.ts';
import type { ParsedBody } from './parse-body.ts';
import { plainText } from './plain-text.ts';
import { sourceLayout } from './source-layout.ts';
import { tidyLine } from './tidy-line.ts';

export interface HouseStyle {
  /** Safe to show as it is, without a style of its own: indentation, font and size are the page's. */
  readonly html: string;
  /** What was normalised, for the answer. */
  readonly changes: readonly HouseStyleChange[];
  /** What a person may want to look at; the leaders signed the words, so nothing of it was changed. */
  readonly flags: readonly Violation[];
}

const element = (tagName: string, children: readonly ElementContent[], like?: Element): Element => ({
  type: 'element',
  tagName,
  properties: like?.properties ?? {},
  children: [...children],
});

const count = (tally: Tally, change: keyof Tally, times = 1): void => {
  tally[change] = (tally[change] ?? 0) + times;
};

const elementsOf = (parent: Element): readonly Element[] =>
  parent.children.filter((child) => child.type === 'element');

const rowsOf = (table: Element): readonly Element[] =>
  elementsOf(table).flatMap((child) => (child.tagName === 'tr' ? [child] : elementsOf(child)));

/** The content of the one cell of a table that only frames it; null for a real table. */
const framedBy = (table: Element): readonly ElementContent[] | null => {
  const rows = rowsOf(table);
  const cells = rows.flatMap(elementsOf);
  const framesOnly =
    rows.length === 1 &&
    cells.length === 1 &&
    !elementsOf(table).some(({ tagName }) => tagName === 'caption');
  return framesOnly ? (cells[0]?.children ?? null) : null;
};

/** Lines separated by `br`, for places that hold no paragraphs: cells, list items. */
const lines = (pieces: readonly Piece[]): readonly ElementContent[] =>
  pieces.flatMap((piece, index): readonly ElementContent[] => {
    if (piece.kind === 'block') return [piece.block];
    return pieces[index - 1]?.kind === 'line' ? [element('br', []), ...piece.content] : piece.content;
  });

const createPieceReader = (tally: Tally) => {
  const tidied = (nodes: readonly ElementContent[]): readonly Piece[] =>
    flow(nodes, readBlock).flatMap((piece): readonly Piece[] => {
      if (piece.kind === 'block') return [piece];
      const { content, indented } = tidyLine(piece.content);
      if (indented) count(tally, 'indentation-by-characters');
      if (content.length === 0) return [];
      return [{ ...piece, content }];
    });

  const paragraphs = (nodes: readonly ElementContent[]): readonly Element[] =>
    tidied(nodes).map((piece) => (piece.kind === 'block' ? piece.block : element('p', piece.content)));

  /** A heading holds lines only: one that frames a table or list gives way to it. */
  const heading = (tagName: string, block: Element): readonly Piece[] => {
    const pieces = tidied(block.children);
    const linesOnly = pieces.length > 0 && pieces.every(({ kind }) => kind === 'line');
    return linesOnly ? [{ kind: 'block', block: element(tagName, lines(pieces)) }] : pieces;
  };

  const list = (block: Element): Element =>
    element(
      block.tagName,
      elementsOf(block).map((item) => element('li', lines(tidied(item.children)), item)),
      block,
    );

  const tablePart = (part: Element): Element =>
    part.tagName === 'td' || part.tagName === 'th' || part.tagName === 'caption'
      ? element(part.tagName, lines(tidied(part.children)), part)
      : element(part.tagName, elementsOf(part).map(tablePart), part);

  const readBlock = (block: Element): readonly Piece[] => {
    switch (block.tagName) {
      case 'hr':
        return [{ kind: 'block', block: element('hr', []) }];
      case 'ul':
      case 'ol':
        return [{ kind: 'block', block: list(block) }];
      case 'table': {
        const framed = framedBy(block);
        return framed === null ? [{ kind: 'block', block: tablePart(block) }] : tidied(framed);
      }
      case 'blockquote': {
        const quoted = paragraphs(block.children);
        return quoted.length === 0 ? [] : [{ kind: 'block', block: element('blockquote', quoted) }];
      }
      // The page has one heading of the first level: the item's title.
      case 'h1':
        count(tally, 'heading-level');
        return heading('h2', block);
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return heading(block.tagName, block);
      // A list item outside a list.
      default:
        return tidied(block.children);
    }
  };

  return tidied;
};

/**
 * A body in house style (GB/T 9704 as far as a web page carries it): paragraphs, headings, lists, tables, pictures, links
 * and emphasis; no fonts, sizes, colours, centring or indentation of its own. Every line is a paragraph; a centred first
 * line is the heading. Layout changes, characters never do: the canonical text of the result is that of the source.
 * `text` is the body's plain text, for callers that have it.
 */
export const houseStyle = (parsed: ParsedBody, text: string = plainText(parsed)): HouseStyle => {
  const tally: Tally = {};
  const tidied = createPieceReader(tally);
  const blocks = tidied(parsed.tree).map((piece, index): Element => {
    if (piece.kind === 'block') return piece.block;
    return element(index === 0 && piece.centred ? 'h2' : 'p', piece.content);
  });
  const html = toHtml(sanitize({ type: 'root', children: blocks }, HOUSE_STYLE_SCHEMA));
  return {
    html,
    changes: houseStyleChanges({ ...sourceLayout(parsed.tree), ...tally }, parsed.losses),
    flags: houseStyleFlags(text),
  };
};
