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
import type { CountFacts, EditionRow, Receipt } from '../../domain/ledger-rows.ts';
import type { PublishedItem } from '../../domain/publication.ts';
import { layoutRemarksOf } from '../../domain/report/layout-remarks.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { integer, json, jsonOrNull, oneOfOrNull, text, textOrNull } from './columns.ts';
import { BASES, WITHDRAWALS } from './delivery-rows.ts';
import { firstCodeOf } from './publication-codes.ts';
import { prepareQuery, type Row } from './query.ts';

/** Days × rows of the form and what else tells them apart; of some years. */
const REMEMBERED_FACTS = 20_000;

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
  // Most are alike: one object for all that are is read once, and sent to another thread once a page.
  const knownFacts = createBoundedCache<string, EvidencedDelivery['facts']>({ capacity: REMEMBERED_FACTS });

  const factsOf = (stored: string): EvidencedDelivery['facts'] => {
    const known = knownFacts.get(stored);
    if (known !== undefined) return known;
    const { dueOn, formRow, practice }: CountFacts = json(stored);
    const facts = { dueOn, formRow, practice };
    knownFacts.set(stored, facts);
    return facts;
  };

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
        .map((delivery) => evidencedDelivery(itemId, delivery, factsOf(text(delivery[7])))),
    };
  };

  return (published, year) => ({
    published,
    members: membersOf(published).map((itemId) => member(itemId, year)),
  });
};

const evidencedDelivery = (
  itemId: ItemId,
  row: Row,
  facts: EvidencedDelivery['facts'],
): EvidencedDelivery => {
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
    facts,
    historyHead: headIn({ itemId, channel }, row[8], row[9]),
  };
};

const headIn = (
  owner: HistoryOwner,
  head: Row[number] | undefined,
  history: Row[number] | undefined,
): string => textOrNull(head) ?? headOf(owner, json(history));
