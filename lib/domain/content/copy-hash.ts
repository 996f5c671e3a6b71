import { hash } from 'node:crypto';
import type { Sha256 } from '../item.ts';

/** What a channel shows of an item, exactly. */
export interface HashedCopy {
  readonly title: string;
  readonly documentNumber: string | null;
  /** House style, exactly as it leaves. */
  readonly html: string;
  /** In the order in which they are shown. */
  readonly attachments: readonly { readonly name: string; readonly sha256: Sha256 }[];
}

const field = (name: string, value: string | null): string =>
  value === null ? `${name} null\n` : `${name} ${Buffer.byteLength(value)}\n${value}\n`;

/**
 * Tells layout editions of the same content apart: SHA-256 of the exact title, document number, house-style HTML (link
 * targets and all) and attachments with their names, in order. Hashed are these UTF-8 bytes, each length in bytes:
 *
 * ```text
 * gongkai-copy/1
 * title <length>
 * <title>
 * documentNumber <length>        or, where there is none, the one line `documentNumber null`
 * <document number>
 * html <length>
 * <HTML>
 * attachment <length>            these three lines for each attachment
 * <name>
 * <64 lower-case hex digits>
 * ```
 */
export const copyHash = ({ title, documentNumber, html, attachments }: HashedCopy): Sha256 =>
  hash(
    'sha256',
    [
      'gongkai-copy/1\n',
      field('title', title),
      field('documentNumber', documentNumber),
      field('html', html),
      ...attachments.map(({ name, sha256 }) => `${field('attachment', name)}${sha256}\n`),
    ].join(''),
    'hex',
  );
