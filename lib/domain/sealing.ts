import type { Sha256 } from './item.ts';
import type { EditionRow, ItemRow } from './ledger-rows.ts';

/** Stands wherever a sealed item said something. */
export const SEALED = '（已封存）';

/** Has to be erased still, or again: somebody may have been writing it down while it was erased. */
export const isErasing = ({ seal }: Pick<ItemRow, 'seal'>): boolean =>
  seal !== null && seal.erasedAt === null;

/**
 * What a seal leaves of an edition: its hashes, who wrote, reviewed and approved it and when, what kind of document it
 * was; none of its words. Warnings go too, because they quote. An import row's and a posted edition alike.
 */
export const sealedEdition = (edition: EditionRow): EditionRow => ({
  ...edition,
  content: {
    ...edition.content,
    title: SEALED,
    body: { format: 'text', content: '' },
    documentNumber: null,
    occurrence: null,
    attachments: edition.content.attachments.map((attachment) => ({ ...attachment, name: SEALED })),
  },
  html: '',
  text: '',
  warnings: [],
  houseStyle: [],
});

/** What an edition names beside its body. */
export interface EditionOutline {
  readonly title: string;
  readonly attachments: readonly Sha256[];
  /** Scanned approval forms. */
  readonly evidence: readonly Sha256[];
}

export const outlineOf = ({ content }: Pick<EditionRow, 'content'>): EditionOutline => ({
  title: content.title,
  attachments: content.attachments.map(({ sha256 }) => sha256),
  evidence: content.approvals.flatMap(({ evidence }) => evidence),
});

/** What the item row shows of a sealed item, and so everything that is found by it. */
export const SEALED_TITLE = { title: SEALED, documentNumber: null } as const;
