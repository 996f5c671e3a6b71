import type { Element, ElementContent } from 'hast';
import { BLOCKS } from './element-rules.ts';

/** A line of inline content, or a block that stands between lines. */
export type Piece =
  | { readonly kind: 'line'; readonly content: readonly ElementContent[]; readonly centred: boolean }
  | { readonly kind: 'block'; readonly block: Element };

type Cut = Piece | { readonly kind: 'break' };

/** Turns a block of the reading tree other than `div` into what stands for it. */
export type BlockReader = (block: Element) => readonly Piece[];

const BREAK: Cut = { kind: 'break' };

const within = (wrapper: Element, cut: Cut): Cut =>
  cut.kind === 'line' ? { ...cut, content: [{ ...wrapper, children: [...cut.content] }] } : cut;

const cutElement = (element: Element, readBlock: BlockReader): readonly Cut[] => {
  if (element.tagName === 'br') return [BREAK];
  if (element.tagName === 'img') return [{ kind: 'line', content: [element], centred: false }];
  if (element.tagName === 'div') {
    const centred = element.properties['align'] === 'center';
    const inner = cut(element.children, readBlock);
    return [
      BREAK,
      ...inner.map((part) => (part.kind === 'line' && centred ? { ...part, centred } : part)),
      BREAK,
    ];
  }
  if (BLOCKS.has(element.tagName)) return [BREAK, ...readBlock(element).flatMap((piece) => [piece, BREAK])];
  return cut(element.children, readBlock).map((part) => within(element, part));
};

/** Two lines of the result never stand side by side: what joins up was joined, what does not has a break between. */
const cut = (nodes: readonly ElementContent[], readBlock: BlockReader): readonly Cut[] => {
  const cuts: Cut[] = [];
  let content: ElementContent[] = [];
  let centred = false;
  const endLine = (): void => {
    if (content.length > 0) cuts.push({ kind: 'line', content, centred });
    content = [];
    centred = false;
  };
  const add = (part: Cut): void => {
    if (part.kind === 'line') {
      content.push(...part.content);
      centred ||= part.centred;
      return;
    }
    endLine();
    cuts.push(part);
  };
  for (const node of nodes) {
    if (node.type === 'text') content.push(node);
    else if (node.type === 'element') for (const part of cutElement(node, readBlock)) add(part);
  }
  endLine();
  return cuts;
};

/**
 * Cuts content into lines and blocks: a line ends at `br`, and where a block begins or ends. Emphasis and links around
 * several lines are repeated around each. No character is lost or added.
 */
export const flow = (nodes: readonly ElementContent[], readBlock: BlockReader): readonly Piece[] =>
  cut(nodes, readBlock).filter((part) => part.kind !== 'break');
