import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/item.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** Takes the next number (`2026-0078`) of the year of acceptance, within the transaction that accepts. */
export const createNumberer = (database: DatabaseSync): ((acceptedAt: Instant) => string) => {
  const next = prepareQuery(
    database,
    `INSERT INTO number_counter (year, last) VALUES (?, 1)
     ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  return (acceptedAt) => {
    const year = yearOf(acceptedAt);
    return `${year}-${String(integer(next.get(year)?.[0])).padStart(4, '0')}`;
  };
};
