import { emptyHistory, withEntry } from '../../domain/history.ts';
import type { Day } from '../../domain/item.ts';
import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import { firstOnEachChannel, type ImportedGroup, importName, type Told } from './imported-group.ts';

/** An item that the pipeline owes nobody: it is public already where its rows say so. */
export const importedItem = (
  group: ImportedGroup,
  edition: EditionRow,
  dueOn: Day | null,
  { by, now }: Told,
): ItemRow => {
  const [{ importedBy }] = group.rows;
  return {
    id: group.itemId,
    number: null,
    generation: 1,
    state: 'live',
    editionKey: edition.key,
    edition: 1,
    contentHash: edition.contentHash,
    title: edition.content.title,
    documentNumber: edition.content.documentNumber,
    plan: [...firstOnEachChannel(group).keys()],
    owed: [],
    dueAt: null,
    acceptedAt: now,
    recordedAt: now,
    dueOn,
    importedBy,
    voided: null,
    withdrawal: null,
    seal: null,
    ...withEntry(emptyHistory({ itemId: group.itemId, channel: null }), {
      at: now,
      by,
      what: 'imported',
      why: importName(importedBy),
    }),
  };
};
