import { createHash } from 'node:crypto';
import type { Sha256 } from '../item.ts';
import { bytesOfDataAddress } from './addresses.ts';
import { characterForm, elevatedForm, seenCharacters } from './character-form.ts';
import type { ParsedBody } from './parse-body.ts';
import { readLines, type Voice } from './read-lines.ts';

/** Starts a picture: kind, 64 hexadecimal digits, alternative text. No text can hold it: control characters are gone. */
const IMAGE_START = '\u0002';
const IMAGE_END = '\u0003';
const LINE_ENDS = /\n+/g;
const AROUND = /^\n|\n$/g;

const sha256 = (data: Buffer | string): Sha256 => createHash('sha256').update(data).digest('hex');

/** `d` and the hash of the bytes within the page, or `u` and the hash of the address. */
const imageIdentity = (source: string): string => {
  const bytes = bytesOfDataAddress(source);
  return bytes === null ? `u${sha256(source)}` : `d${sha256(bytes)}`;
};

const CANONICAL: Voice = {
  text: (value, elevation) => {
    const seen = seenCharacters(value);
    return elevation === null ? seen : elevatedForm(seen, elevation);
  },
  image: (source, alternative) =>
    `${IMAGE_START}${imageIdentity(source)}${seenCharacters(alternative)}${IMAGE_END}`,
  marker: (marker) => marker,
  cell: (text) => text,
};

/**
 * Canonical form 1 of a body: what the public reads, whatever the format, layout, fonts, spacing and width. Lines are
 * separated by one line feed, cells of a table row by one tab; no white space is left otherwise. Normative description:
 * docs/content-hash.md.
 */
export const canonicalText = ({ tree }: ParsedBody): string =>
  characterForm(readLines(tree, CANONICAL)).replace(LINE_ENDS, '\n').replace(AROUND, '');

const PICTURE = new RegExp(`${IMAGE_START}[du][0-9a-f]{64}([^${IMAGE_END}]*)${IMAGE_END}`, 'g');

/** A canonical text with each picture as its alternative text alone, whatever its address or bytes. */
export const picturesAsText = (canonical: string): string => canonical.replace(PICTURE, '$1');

/**
 * The canonical form of a text of one line: a title, a document number, an `occurrence`. Two that differ only in width,
 * spacing or the style of quotes, dashes and brackets are equal: 虚政发〔2026〕3号 and 虚政发[2026] 3 号.
 */
export const canonicalLine = (text: string): string => characterForm(seenCharacters(text.toWellFormed()));

/** Whether a canonical title or body has nothing to read; a body of one picture has. The caller refuses an empty one. */
export const isEmptyContent = (canonical: string): boolean => canonical === '';
