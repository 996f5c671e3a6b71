import type { DatabaseSync } from 'node:sqlite';
import type { Confirmation } from '../../domain/confirmation.ts';
import { membersOf } from '../../domain/count/merge-items.ts';
import type {
  EvidencedDelivery,
  EvidencedItem,
  EvidencedMember,
} from '../../domain/evidence/evidenced-item.ts';
import { type HistoryOwner, headOf } from '../../domain/history.ts';
import type { Day, ItemId } from '../../domain/item.ts';
import type { EditionRow, Receipt } from '../../domain/ledger-rows.ts';
import type { PublishedItem } from '../../domain/publication.ts';
import { layoutRemarksOf } from '../../domain/report/layout-remarks.ts';
import { integer, json, jsonOrNull, oneOfOrNull, text, textOrNull } from './columns.ts';
import { BASES, WITHDRAWALS } from './delivery-rows.ts';
import { firstCodeOf } from './publication-codes.ts';
import { prepareQuery, type Row } from './query.ts';

// A row written before histories were chained has no head, and all of its history on it.
const ITEM = `
  SELECT item.seq, item.number, item.title, item.document_number, item.edition_key, item.content_hash, item.bodyless,
    item.seal IS NOT NULL, item.imported_by IS NOT NULL, item.history_head,
    CASE WHEN item.history_head IS NULL THEN item.history END,
    CASE WHEN item.imported_by IS NULL THEN 
      json_extract(edition.row, '$.content.formedOn', '$.houseStyle', '$.warnings') END
  FROM item LEFT JOIN edition ON edition.item = item.seq AND edition.key = item.edition_key
  WHERE item.id = ?`;

const DELIVERIES = `
  SELECT channel, receipt, public_at, basis, withdrawal, imported_by IS NOT NULL, confirmation, facts, history_head,
    CASE WHEN history_head IS NULL THEN history END
  FROM delivery WHERE item = ? AND publication_code < ? ORDER BY channel`;

/** Reads what the evidence says of a published item, within the moment in which the item itself was read. */
export const createEvidencedItem = (
  database: DatabaseSync,
): ((published: PublishedItem, year: number) => EvidencedItem) => {
  const findItem = prepareQuery(database, ITEM);
  const findDeliveries = prepareQuery(database, DELIVERIES);

  const member = (itemId: ItemId, year: number): EvidencedMember => {
    const row = findItem.get(itemId);
    if (row === undefined) throw new Error(`item ${itemId} is missing in the ledger`);
    const said: readonly [Day, EditionRow['houseStyle'], EditionRow['warnings']] | null = jsonOrNull(
      row[11] ?? null,
    );
    return {
      itemId,
      number: textOrNull(row[1]),
      title: text(row[2]),
      documentNumber: textOrNull(row[3]),
      editionKey: text(row[4]),
      contentHash: text(row[5]),
      bodyless: row[6] === 1,
      sealed: row[7] === 1,
      imported: row[8] === 1,
      historyHead: headIn({ itemId, channel: null }, row[9], row[10]),
      formedOn: said?.[0] ?? null,
      remarks: said === null ? [] : layoutRemarksOf([{ houseStyle: said[1], warnings: said[2] }]),
      deliveries: findDeliveries
        .all(integer(row[0]), firstCodeOf(year + 1))
        .map((delivery) => evidencedDelivery(itemId, delivery)),
    };
  };

  return (published, year) => ({
    published,
    members: membersOf(published).map((itemId) => member(itemId, year)),
  });
};

const evidencedDelivery = (itemId: ItemId, row: Row): EvidencedDelivery => {
  const channel = text(row[0]);
  const receipt: Receipt | null = jsonOrNull(row[1]);
  const confirmation: Confirmation | null = jsonOrNull(row[6]);
  return {
    channel,
    url: receipt?.url ?? null,
    place: receipt?.place ?? null,
    publicAt: integer(row[2]),
    basis: oneOfOrNull(BASES, row[3]),
    withdrawal: oneOfOrNull(WITHDRAWALS, row[4]),
    imported: row[5] === 1,
    confirmedAt: confirmation?.result === 'same' ? confirmation.at : null,
    facts: json(row[7]),
    historyHead: headIn({ itemId, channel }, row[8], row[9]),
  };
};

const headIn = (
  owner: HistoryOwner,
  head: Row[number] | undefined,
  history: Row[number] | undefined,
): string => textOrNull(head) ?? headOf(owner, json(history));
