import type { SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { canonicalLine } from '../../domain/content/canonical-text.ts';
import { ITEM_STATES } from '../../domain/ledger-rows.ts';
import type { ItemQuery, Ledger, ListedItem } from '../../ports/ledger.ts';
import { integer } from './columns.ts';
import { cursorOf, type Position, readCursor } from './cursor.ts';
import { decodeItem, ITEM_COLUMNS } from './item-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';
import type { ReadDeliveries } from './read-item.ts';

/** Items looked at in one turn of the event loop: some milliseconds, whatever is searched for. */
const STRETCH = 5000;

const NEWEST: Position = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

interface Filter {
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
}

/** Goes through the items from the newest, a stretch at a time, so that a search for something rare holds nobody up. */
export const createList = (
  { database, historyBlocks }: LedgerContext,
  readDeliveries: ReadDeliveries,
): Ledger['list'] => {
  const stretchEnd = prepareQuery(
    database,
    `SELECT accepted_at, seq FROM item WHERE (accepted_at, seq) < (?, ?)
     ORDER BY accepted_at DESC, seq DESC LIMIT 1 OFFSET ${STRETCH - 1}`,
  );

  const listed = (row: Row): ListedItem => {
    const sequence = integer(row.at(-1));
    const item = decodeItem(row, historyBlocks.of(sequence, null));
    return { item, deliveries: readDeliveries(item.id, sequence) };
  };

  return async (query) => {
    const { conditions, values } = filterOf(query);
    const search = prepareQuery(
      database,
      `SELECT ${ITEM_COLUMNS}, item.seq FROM item
       WHERE (accepted_at, seq) < (?, ?) AND (accepted_at, seq) >= (?, ?) ${conditions.map((condition) => `AND ${condition}`).join(' ')}
       ORDER BY accepted_at DESC, seq DESC LIMIT ?`,
    );
    const rows: Row[] = [];
    let from = readCursor(query.cursor) ?? NEWEST;
    for (;;) {
      const last = stretchEnd.get(...from);
      const to: Position =
        last === undefined ? [Number.MIN_SAFE_INTEGER, 0] : [integer(last[0]), integer(last[1])];
      // One more than asked for tells whether there is a next page.
      rows.push(...search.all(...from, ...to, ...values, query.limit + 1 - rows.length));
      if (last === undefined || rows.length > query.limit) break;
      from = to;
      await setImmediate();
    }
    const page = rows.slice(0, query.limit).map(listed);
    return { rows: page, nextCursor: rows.length > query.limit ? positionOf(rows[query.limit - 1]) : null };
  };
};

const positionOf = (row: Row | undefined): string => cursorOf([integer(row?.[12]), integer(row?.at(-1))]);

// Channel ids hold no quotes, so a planned one stands in the JSON exactly so.
const PLANNED = "instr(item.plan, '\"' || ? || '\"') > 0";
const DELIVERED = 'EXISTS (SELECT 1 FROM delivery WHERE delivery.item = item.seq AND delivery.state = ?)';
const DELIVERED_ON =
  'EXISTS (SELECT 1 FROM delivery WHERE delivery.item = item.seq AND delivery.state = ? AND delivery.channel = ?)';
const NOT_ATTEMPTED = `EXISTS (SELECT 1 FROM json_each(item.plan) AS planned WHERE NOT EXISTS
  (SELECT 1 FROM delivery WHERE delivery.item = item.seq AND delivery.channel = planned.value))`;
const NOT_ATTEMPTED_ON =
  'NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.item = item.seq AND delivery.channel = ?)';

const filterOf = ({ text, channel, state }: ItemQuery): Filter => {
  const filters: Filter[] = [];
  if (text !== undefined) {
    const line = canonicalLine(text);
    filters.push({
      conditions: ["(instr(title_key, ?) > 0 OR instr(ifnull(document_number_key, ''), ?) > 0)"],
      values: [line, line],
    });
  }
  if (channel !== undefined) filters.push({ conditions: [PLANNED], values: [channel] });
  if (state !== undefined) filters.push(stateFilter(state, channel));
  return {
    conditions: filters.flatMap(({ conditions }) => conditions),
    values: filters.flatMap(({ values }) => values),
  };
};

const stateFilter = (state: NonNullable<ItemQuery['state']>, channel: string | undefined): Filter => {
  const either: Filter[] = [
    channel === undefined
      ? { conditions: [DELIVERED], values: [state] }
      : { conditions: [DELIVERED_ON], values: [state, channel] },
  ];
  if (ITEM_STATES.some((itemState) => itemState === state)) {
    either.push({ conditions: ['item.state = ?'], values: [state] });
  }
  if (state === 'none') {
    either.push(
      channel === undefined
        ? { conditions: [NOT_ATTEMPTED], values: [] }
        : { conditions: [NOT_ATTEMPTED_ON], values: [channel] },
    );
  }
  return {
    conditions: [`(${either.flatMap(({ conditions }) => conditions).join(' OR ')})`],
    values: either.flatMap(({ values }) => values),
  };
};
