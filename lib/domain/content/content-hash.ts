import { hash } from 'node:crypto';
import type { Sha256 } from '../item.ts';
import { canonicalLine } from './canonical-text.ts';

export interface HashedContent {
  /** As posted, or canonical already: the form is stable. */
  readonly title: string;
  /** The canonical text of the body. */
  readonly bodyText: string;
  /** In any order; two attachments of the same bytes count twice. */
  readonly attachmentHashes: readonly Sha256[];
  /** Tells two items of the same content apart; null for none, which is not the same as an empty one. */
  readonly occurrence: string | null;
}

const firstForm = ({ title, bodyText, attachmentHashes, occurrence }: HashedContent): string =>
  [
    'gongkai-content/1',
    `title ${canonicalLine(title)}`,
    ...(occurrence === null ? [] : [`occurrence ${canonicalLine(occurrence)}`]),
    ...attachmentHashes.toSorted().map((attachment) => `attachment ${attachment}`),
    'body',
    bodyText,
  ].join('\n');

/** Every version that was ever in use, so that an old hash can be recomputed for ever. A new rule is a new entry. */
const FORMS = { 1: firstForm } as const;

export type ContentVersion = keyof typeof FORMS;

/** The version that new items are hashed with. */
export const CONTENT_VERSION = 1 satisfies ContentVersion;

/**
 * The bytes that the content hash is taken of, as text; its UTF-8 is hashed. Lines end in a line feed, the last one in
 * nothing:
 *
 * ```text
 * gongkai-content/1
 * title <canonical title>
 * occurrence <canonical occurrence>          only where one was given
 * attachment <64 lower-case hex digits>      one a file, sorted, repeated where a file is repeated
 * body
 * <canonical text, to the end>
 * ```
 *
 * No line before the body can hold a line feed, so no two contents share these bytes.
 */
export const canonicalContent = (content: HashedContent, version: ContentVersion = CONTENT_VERSION): string =>
  FORMS[version](content);

/** SHA-256 of `canonicalContent`: what `sha256sum` prints of a file of these bytes. */
export const contentHash = (content: HashedContent, version: ContentVersion = CONTENT_VERSION): Sha256 =>
  hash('sha256', canonicalContent(content, version), 'hex');
