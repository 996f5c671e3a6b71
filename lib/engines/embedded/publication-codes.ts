import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { Publication, PublicationPattern } from '../../domain/publication.ts';
import { dayOf } from '../../domain/shanghai-time.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** What a public delivery says about its item. */
export type Facets = Pick<PublicationPattern, 'kind' | 'origin' | 'unit' | 'area'>;

/** A public delivery in two small numbers, so that a count reads numbers, not texts. */
export interface DeliveryCodes {
  readonly publication: number;
  readonly facets: number;
}

export interface PublicationCodes {
  /** Of a delivery that is public, or was; null for one that never became so. Writes a code that is new. */
  readonly codesOf: (delivery: DeliveryRow) => DeliveryCodes | null;
  /** Forgets codes that may never have been committed. */
  readonly forget: () => void;
}

/** Channels × months × marks of some years, or kinds × units × areas. */
const REMEMBERED = 20_000;

export const createPublicationCodes = (database: DatabaseSync): PublicationCodes => {
  const publications = createCodes(database, 'publication_code');
  const facets = createCodes(database, 'facets_code');
  return {
    codesOf: (delivery) => {
      if (delivery.publicAt === null) return null;
      const publication = publicationOf(delivery, delivery.publicAt);
      return {
        publication: publications.codeOf(publication, firstCodeOf(yearOfMonth(publication.month))),
        facets: facets.codeOf(facetsOf(delivery), 0),
      };
    },
    forget: () => {
      publications.forget();
      facets.forget();
    },
  };
};

/** Room for the codes of one year: channels × months × marks. */
const CODES_OF_A_YEAR = 1_000_000;

/** A year's codes are those from its first one to below the first one of the year after. */
export const firstCodeOf = (year: number): number => year * CODES_OF_A_YEAR;

const yearOfMonth = (month: string): number => Number(month.slice(0, 4));

const createCodes = (database: DatabaseSync, table: 'publication_code' | 'facets_code') => {
  const find = prepareQuery(database, `SELECT code FROM ${table} WHERE meaning = ?`);
  const insert = database.prepare(
    `INSERT INTO ${table} (code, meaning)
     SELECT ifnull(max(code) + 1, ?1), ?2 FROM ${table} WHERE code >= ?1 AND code < ?1 + ${CODES_OF_A_YEAR}`,
  );
  const known = createBoundedCache<string, number>({ capacity: REMEMBERED });

  const look = (text: string, first: number): number => {
    const row = find.get(text);
    return row === undefined ? Number(insert.run(first, text).lastInsertRowid) : integer(row[0]);
  };

  return {
    codeOf: (meaning: Publication | Facets, first: number): number => {
      const text = JSON.stringify(meaning);
      const code = known.get(text) ?? look(text, first);
      known.set(text, code);
      return code;
    },
    forget: known.clear,
  };
};

const publicationOf = (
  { channel, importedBy, withdrawal, facts }: DeliveryRow,
  publicAt: number,
): Publication => {
  const day = dayOf(publicAt);
  return {
    channel,
    month: day.slice(0, 7),
    late: facts.dueOn !== null && day > facts.dueOn,
    imported: importedBy !== null,
    practice: facts.practice,
    withdrawal,
    formRow: facts.formRow,
  };
};

const facetsOf = ({ facts: { kind, origin, unit, area } }: DeliveryRow): Facets => ({
  kind,
  origin,
  unit,
  area,
});
