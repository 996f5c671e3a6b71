import type { ElementContent } from 'hast';
import type { Tally } from './house-style-changes.ts';
import { showsSomething } from './tidy-line.ts';

/** Blocks whose lines stay lines; elsewhere a line break ends the paragraph. */
const KEEPS_LINES: ReadonlySet<string> = new Set([
  'caption',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'table',
]);

/** Paragraphs that show nothing, and line breaks that separate paragraphs: neither is left in house style. */
export const sourceLayout = (tree: readonly ElementContent[]): Readonly<Tally> => {
  const tally = { 'empty-paragraph': 0, 'line-break': 0 };
  const visit = (nodes: readonly ElementContent[], keepsLines: boolean): void => {
    for (const node of nodes) {
      if (node.type !== 'element') continue;
      if (node.tagName === 'br' && !keepsLines) tally['line-break'] += 1;
      if (node.tagName === 'div' && !node.children.some(showsSomething)) tally['empty-paragraph'] += 1;
      else visit(node.children, keepsLines || KEEPS_LINES.has(node.tagName));
    }
  };
  visit(tree, false);
  return tally;
};
