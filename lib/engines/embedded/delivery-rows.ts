import type { SQLInputValue } from 'node:sqlite';
import type { ItemId } from '../../domain/item.ts';
import { DELIVERY_STATES, type DeliveryRow } from '../../domain/ledger-rows.ts';
import { waitingOf } from '../../domain/waiting.ts';
import { integer, integerOrNull, json, jsonOrNull, oneOf, oneOfOrNull, text, textOrNull } from './columns.ts';
import { type SealedEntries, storedHistory, wholeHistory } from './history-blocks.ts';
import type { DeliveryCodes } from './publication-codes.ts';
import type { Row } from './query.ts';

export const BASES = ['channel', 'page', 'stated'] as const;
export const WITHDRAWALS = ['withdrawn', 'error'] as const;

/** In the order that {@link decodeDelivery} reads. */
export const DELIVERY_COLUMNS = `channel, version, state, generation, edition, attempts, look_ups, lease_token,
  lease_until, sent_at, next_attempt_at, receipt, public_at, basis, withdrawal, imported_by, reason, facts, history,
  history_sealed, history_head, confirmation, confirm_at, epoch, taking_down`;

/** `sealed` reads the oldest entries of the delivery's history, as many as it is asked for. */
export const decodeDelivery = (itemId: ItemId, row: Row, sealed: SealedEntries): DeliveryRow => ({
  itemId,
  channel: text(row[0]),
  version: integer(row[1]),
  state: oneOf(DELIVERY_STATES, row[2]),
  generation: integer(row[3]),
  edition: integer(row[4]),
  attempts: integer(row[5]),
  lookUps: integer(row[6]),
  lease: typeof row[7] === 'string' ? { token: row[7], until: integer(row[8]) } : null,
  sentAt: integerOrNull(row[9]),
  nextAttemptAt: integerOrNull(row[10]),
  receipt: jsonOrNull(row[11]),
  publicAt: integerOrNull(row[12]),
  basis: oneOfOrNull(BASES, row[13]),
  withdrawal: oneOfOrNull(WITHDRAWALS, row[14]),
  importedBy: integerOrNull(row[15]),
  reason: textOrNull(row[16]),
  facts: json(row[17]),
  ...wholeHistory({ itemId, channel: text(row[0]) }, [row[18], row[19], row[20]], sealed),
  confirmation: jsonOrNull(row[21]),
  confirmAt: integerOrNull(row[22]),
  epoch: integer(row[23]),
  takingDown: row[24] === 1,
});

/** In the order that {@link encodeDelivery} answers. */
export const WRITTEN_DELIVERY_COLUMNS = [
  'version',
  'state',
  'generation',
  'edition',
  'attempts',
  'look_ups',
  'lease_token',
  'lease_until',
  'sent_at',
  'next_attempt_at',
  'receipt',
  'public_at',
  'basis',
  'withdrawal',
  'imported_by',
  'reason',
  'facts',
  'history',
  'history_sealed',
  'history_head',
  'confirmation',
  'confirm_at',
  'epoch',
  'taking_down',
  'publication_code',
  'facets_code',
  'waiting',
  'waiting_since',
] as const;

export const encodeDelivery = (
  delivery: DeliveryRow,
  codes: DeliveryCodes | null,
): readonly SQLInputValue[] => {
  const waiting = waitingOf(delivery);
  return [
    delivery.version,
    delivery.state,
    delivery.generation,
    delivery.edition,
    delivery.attempts,
    delivery.lookUps,
    delivery.lease?.token ?? null,
    delivery.lease?.until ?? null,
    delivery.sentAt,
    delivery.nextAttemptAt,
    delivery.receipt === null ? null : JSON.stringify(delivery.receipt),
    delivery.publicAt,
    delivery.basis,
    delivery.withdrawal,
    delivery.importedBy,
    delivery.reason,
    JSON.stringify(delivery.facts),
    ...storedHistory(delivery),
    delivery.confirmation === null ? null : JSON.stringify(delivery.confirmation),
    delivery.confirmAt,
    delivery.epoch,
    delivery.takingDown ? 1 : 0,
    codes?.publication ?? null,
    codes?.facets ?? null,
    waiting?.reason ?? null,
    waiting?.since ?? null,
  ];
};
