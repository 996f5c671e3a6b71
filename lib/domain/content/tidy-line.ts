import type { ElementContent } from 'hast';

/** White space and characters of no width: nothing of them is to be seen at the ends of a line. */
const EDGE = /[\s\u200b\u2060]/;
/** Spaces that browsers would show: ideographic, no-break and the like. Others at the ends of a line they drop themselves. */
const SHOWN_SPACE = /[^\t\n\f\r \u200b\u2060\ufeff]/;
const SOURCE_SPACE = /[\t\n\f\r ]+/g;
/** A line end of the source between two Chinese characters would show as a gap. */
const SOURCE_LINE_END =
  /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])[\t\f\r ]*\n[\t\n\f\r ]*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;
const NOTHING_SEEN = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]*$/u;

/** What of a line's ends was dropped. */
export interface TidyLine {
  /** Empty where the line showed nothing. */
  readonly content: readonly ElementContent[];
  /** Whether it was indented by characters. */
  readonly indented: boolean;
}

/** Whether a reader sees anything of it: text or a picture. */
export const showsSomething = (node: ElementContent): boolean =>
  node.type === 'text'
    ? !NOTHING_SEEN.test(node.value)
    : node.type === 'element' && (node.tagName === 'img' || node.children.some(showsSomething));

/** White space of the source as browsers show it; text that fonts cut into pieces is one again first. */
const collapsed = (nodes: readonly ElementContent[]): readonly ElementContent[] => {
  const result: ElementContent[] = [];
  let text = '';
  const endText = (): void => {
    const value = text.replace(SOURCE_LINE_END, '').replace(SOURCE_SPACE, ' ');
    if (value !== '') result.push({ type: 'text', value });
    text = '';
  };
  for (const node of nodes) {
    if (node.type === 'text') text += node.value;
    else if (node.type === 'element') {
      endText();
      result.push({ ...node, children: [...collapsed(node.children)] });
    }
  }
  endText();
  return result;
};

interface Trimmed {
  readonly nodes: readonly ElementContent[];
  readonly dropped: string;
}

type End = 'first' | 'last';

/** How much of a text's end is white space. No regular expression: `x+$` is quadratic. */
const edgeLength = (text: string, end: End): number => {
  let length = 0;
  while (length < text.length && EDGE.test(text.charAt(end === 'first' ? length : text.length - 1 - length)))
    length += 1;
  return length;
};

const trimText = (text: string, end: End): { readonly kept: string; readonly dropped: string } => {
  const at = end === 'first' ? edgeLength(text, end) : text.length - edgeLength(text, end);
  return end === 'first'
    ? { kept: text.slice(at), dropped: text.slice(0, at) }
    : { kept: text.slice(0, at), dropped: text.slice(at) };
};

const trimNode = (node: ElementContent, end: End): Trimmed => {
  if (node.type === 'text') {
    const { kept, dropped } = trimText(node.value, end);
    return { nodes: kept === '' ? [] : [{ type: 'text', value: kept }], dropped };
  }
  if (node.type !== 'element' || node.tagName === 'img') return { nodes: [node], dropped: '' };
  const { nodes, dropped } = trimEnd(node.children, end);
  return { nodes: nodes.length === 0 ? [] : [{ ...node, children: [...nodes] }], dropped };
};

/** Drops white space at one end, through emphasis and links, up to the first thing seen. */
const trimEnd = (nodes: readonly ElementContent[], end: End): Trimmed => {
  const fromEnd = end === 'first' ? nodes : nodes.toReversed();
  let dropped = '';
  for (const [index, node] of fromEnd.entries()) {
    const trimmed = trimNode(node, end);
    dropped += trimmed.dropped;
    if (trimmed.nodes.length > 0) {
      const rest = [...trimmed.nodes, ...fromEnd.slice(index + 1)];
      return { nodes: end === 'first' ? rest : rest.toReversed(), dropped };
    }
  }
  return { nodes: [], dropped };
};

/** A line without indentation, without what trails, and with the source's own line ends and indentation folded. */
export const tidyLine = (line: readonly ElementContent[]): TidyLine => {
  if (!line.some(showsSomething)) return { content: [], indented: false };
  const start = trimEnd(collapsed(line), 'first');
  return { content: trimEnd(start.nodes, 'last').nodes, indented: SHOWN_SPACE.test(start.dropped) };
};
