import type { SQLInputValue } from 'node:sqlite';
import { ITEM_STATES, type ItemRow } from '../../domain/ledger-rows.ts';
import { isErasing } from '../../domain/sealing.ts';
import { itemWaitingOf } from '../../domain/waiting.ts';
import { integer, integerOrNull, json, jsonOrNull, oneOf, text, textOrNull } from './columns.ts';
import { type SealedEntries, storedHistory, wholeHistory } from './history-blocks.ts';
import type { Row } from './query.ts';

/** In the order that {@link decodeItem} reads. */
export const ITEM_COLUMNS = `item.id, item.number, item.generation, item.state, item.edition_key, item.edition,
  item.content_hash, item.title, item.document_number, item.plan, item.owed, item.due_at, item.accepted_at,
  item.recorded_at, item.due_on, item.imported_by, item.history, item.history_sealed, item.history_head,
  item.withdrawal, item.seal, item.voided`;

/** `sealed` reads the oldest entries of the item's history, as many as it is asked for. */
export const decodeItem = (row: Row, sealed: SealedEntries): ItemRow => ({
  id: text(row[0]),
  number: textOrNull(row[1]),
  generation: integer(row[2]),
  state: oneOf(ITEM_STATES, row[3]),
  editionKey: text(row[4]),
  edition: integer(row[5]),
  contentHash: text(row[6]),
  title: text(row[7]),
  documentNumber: textOrNull(row[8]),
  plan: json(row[9]),
  owed: json(row[10]),
  dueAt: integerOrNull(row[11]),
  acceptedAt: integer(row[12]),
  recordedAt: integer(row[13]),
  dueOn: textOrNull(row[14]),
  importedBy: integerOrNull(row[15]),
  ...wholeHistory({ itemId: text(row[0]), channel: null }, [row[16], row[17], row[18]], sealed),
  withdrawal: jsonOrNull(row[19]),
  seal: jsonOrNull(row[20]),
  voided: jsonOrNull(row[21]),
});

/** What a correction may rewrite, in the order that {@link encodeItem} answers; id and number are for ever. */
export const WRITTEN_ITEM_COLUMNS = [
  'generation',
  'state',
  'edition_key',
  'edition',
  'content_hash',
  'title',
  'document_number',
  'plan',
  'owed',
  'due_at',
  'accepted_at',
  'recorded_at',
  'due_on',
  'imported_by',
  'voided',
  'history',
  'history_sealed',
  'history_head',
  'withdrawal',
  'seal',
  'erasing',
  'waiting',
  'waiting_since',
  'title_key',
  'document_number_key',
] as const;

/** `canonicalLine` of title and document number: what items are found by. */
export interface TitleKeys {
  readonly title: string;
  readonly documentNumber: string | null;
}

export const encodeItem = (item: ItemRow, keys: TitleKeys): readonly SQLInputValue[] => [
  item.generation,
  item.state,
  item.editionKey,
  item.edition,
  item.contentHash,
  item.title,
  item.documentNumber,
  JSON.stringify(item.plan),
  JSON.stringify(item.owed),
  item.dueAt,
  item.acceptedAt,
  item.recordedAt,
  item.dueOn,
  item.importedBy,
  item.voided === null ? null : JSON.stringify(item.voided),
  ...storedHistory(item),
  item.withdrawal === null ? null : JSON.stringify(item.withdrawal),
  item.seal === null ? null : JSON.stringify(item.seal),
  isErasing(item) ? 1 : 0,
  itemWaitingOf(item)?.reason ?? null,
  itemWaitingOf(item)?.since ?? null,
  keys.title,
  keys.documentNumber,
];
