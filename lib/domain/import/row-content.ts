import type { Body, Content } from '../item.ts';
import type { StatedRow } from './stated-row.ts';

const STARTS_WITH_TAG = /^\s*<[a-z!][^>]*>/iu;

/** A cell that starts with a tag was copied from a page; anything else is text. */
const bodyIn = (cell: string): Body => ({
  format: STARTS_WITH_TAG.test(cell) ? 'html' : 'text',
  content: cell,
});

/** What a row says of its item's content, as if it had been posted; an empty text where the file has no body. */
export const rowContent = ({
  title,
  documentNumber,
  body,
}: Pick<StatedRow, 'title' | 'documentNumber' | 'body'>): Content & {
  readonly documentNumber: string | null;
} => ({ title, documentNumber, body: bodyIn(body ?? ''), attachments: [], occurrence: null });
