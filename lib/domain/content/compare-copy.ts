import type { BodyAddresses } from './body-addresses.ts';
import { canonicalLine, picturesAsText } from './canonical-text.ts';
import { differingAddress, type ShownAddresses } from './compare-addresses.ts';

/** What a page shows, in canonical form. */
export interface ShownCopy {
  /** The title that the page declares for itself; null where it declares none. */
  readonly title: string | null;
  /** Text of the part of the page that holds the information; null where it is not known which part that is. */
  readonly body: string | null;
  /** Text of the whole page, its title first. */
  readonly page: string;
  /** Of that part; absent where it is not known, since a page around it is full of links. */
  readonly addresses?: ShownAddresses;
}

/** What it should show: an edition's title, its body in canonical form, and where that leads. */
export interface ExpectedCopy {
  readonly title: string;
  readonly body: string;
  readonly addresses: BodyAddresses;
}

export type CopyComparison =
  | { readonly outcome: 'same' }
  /** Said in Chinese, to be shown to whoever has to mend it. */
  | { readonly outcome: 'altered'; readonly difference: string }
  /** There is nothing to compare with: the content was sealed. */
  | { readonly outcome: 'nothing-expected' };

/** Characters of each side that a difference shows, and of what they have in common before it. */
const SHOWN = 30;
const LEADING = 8;

const LINE_END = /\n/g;
const CELL_BORDER = /\t/g;

/**
 * What is left when pages set the same words differently: lines run together, and a picture is its alternative text,
 * since a platform keeps pictures under addresses of its own. Cells stay apart: 1 and 23 are not 12 and 3.
 */
const readThrough = (canonical: string): string => picturesAsText(canonical).replace(LINE_END, '');

const excerpt = (text: string, from: number): string => {
  const start = Math.max(0, from - LEADING);
  const shown = text
    .slice(start, from + SHOWN)
    .replace(CELL_BORDER, ' ')
    .toWellFormed();
  if (shown === '') return '（无）';
  return `“${start > 0 ? '…' : ''}${shown}${from + SHOWN < text.length ? '…' : ''}”`;
};

const firstDifference = (expected: string, shown: string): number => {
  let index = 0;
  while (index < expected.length && expected[index] === shown[index]) index += 1;
  return index;
};

const differs = (what: string, expected: string, shown: string): CopyComparison => {
  const at = firstDifference(expected, shown);
  const difference = `${what}应为${excerpt(expected, at)}，网页上是${excerpt(shown, at)}。`;
  return { outcome: 'altered', difference };
};

/** The first line that the page does not show; the whole where only their order or what stands between them differs. */
const missingLine = (body: string, page: string): string => {
  const lines = body.split('\n').map(readThrough);
  return lines.find((line) => !page.includes(line)) ?? readThrough(body);
};

/** Characters that a page has to share with the beginning of a line, to be where the line should stand. */
const LIKELY = 4;

/** What the page shows from where the line begins on it; nothing where it does not begin. */
const inItsPlace = (line: string, page: string): string => {
  let [shared, tooLong] = [0, line.length + 1];
  while (tooLong - shared > 1) {
    const middle = Math.floor((shared + tooLong) / 2);
    if (page.includes(line.slice(0, middle))) shared = middle;
    else tooLong = middle;
  }
  return shared < LIKELY ? '' : page.slice(page.indexOf(line.slice(0, shared)));
};

const compareAddresses = (expected: BodyAddresses, shown: ShownAddresses | undefined): CopyComparison => {
  const difference = shown === undefined ? null : differingAddress(expected, shown);
  return difference === null ? { outcome: 'same' } : { outcome: 'altered', difference };
};

/**
 * Does a page show an edition's title and body, word for word? Of a page whose part is known, that part and nothing more is
 * compared; else the page has to contain the body in one piece, wherever it stands.
 */
export const compareCopy = (expected: ExpectedCopy, shown: ShownCopy): CopyComparison => {
  const title = canonicalLine(expected.title);
  const body = readThrough(expected.body);
  if (title === '' && body === '') return { outcome: 'nothing-expected' };
  const page = readThrough(shown.page);
  if (shown.title !== null && shown.title !== title) return differs('标题', title, shown.title);
  if (shown.title === null && !page.includes(title)) {
    return { outcome: 'altered', difference: `网页上没有标题${excerpt(title, 0)}。` };
  }
  if (shown.body !== null) {
    const part = readThrough(shown.body);
    return part === body
      ? compareAddresses(expected.addresses, shown.addresses)
      : differs('正文', body, part);
  }
  if (page.includes(body)) return { outcome: 'same' };
  const line = missingLine(expected.body, page);
  return differs('正文', line, inItsPlace(line, page));
};

/** Is the body of a copy that was taken down on the page again (or still)? */
export const showsCopy = (expected: ExpectedCopy, shown: ShownCopy): boolean | 'nothing-expected' => {
  const body = readThrough(expected.body);
  if (body === '') return 'nothing-expected';
  return readThrough(shown.page).includes(body);
};
