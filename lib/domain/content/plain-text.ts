import { elevatedWherePossible } from './character-form.ts';
import type { ParsedBody } from './parse-body.ts';
import { readLines, type Voice } from './read-lines.ts';

const SOURCE_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029 ]+/g;
/** A tab at the start is the border of an empty cell, other white space is indentation. */
const INDENTATION = /^[^\S\t]+/;

const PLAIN: Voice = {
  text: (value, elevation) => {
    const text = value.replace(SOURCE_SPACE, ' ');
    return elevation === null ? text : elevatedWherePossible(text, elevation);
  },
  image: (_source, alternative) => alternative.replace(SOURCE_SPACE, ' '),
  marker: (marker) => `${marker} `,
  cell: (text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' '),
};

/**
 * A body as people would paste it into a plain text field: a paragraph a line, the cells of a table row separated by
 * tabs, a picture as its alternative text, no indentation. Characters are as they were written. For copy sheets and search.
 */
export const plainText = ({ tree }: ParsedBody): string =>
  readLines(tree, PLAIN)
    .split('\n')
    .map((line) => line.replace(INDENTATION, '').trimEnd())
    .filter((line) => line !== '')
    .join('\n');
