import { canonicalLine } from '../../domain/content/canonical-text.ts';
import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import type { TitleKeys } from './item-rows.ts';

export const titleKeysOf = ({ title, documentNumber }: ItemRow): TitleKeys => ({
  title: canonicalLine(title),
  documentNumber: documentNumber === null ? null : canonicalLine(documentNumber),
});

/** A posted body is never empty; an import's is where the file had none. */
export const isBodyless = ({ content }: EditionRow): boolean => content.body.content === '';
