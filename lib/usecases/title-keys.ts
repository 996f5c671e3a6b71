import { canonicalLine } from '../domain/content/canonical-text.ts';

/** What items are compared by when somebody asks for similar ones: title and document number, canonicalised. */
export const titleKeys = (content: {
  readonly title: string;
  readonly documentNumber: string | null;
}): { readonly title: string; readonly documentNumber: string | null } => ({
  title: canonicalLine(content.title),
  documentNumber: content.documentNumber === null ? null : canonicalLine(content.documentNumber),
});
