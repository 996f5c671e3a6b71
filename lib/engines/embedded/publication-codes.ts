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
    codesOf: (delivery) =>
      delivery.publicAt === null
        ? null
        : {
            publication: publications.codeOf(publicationOf(delivery, delivery.publicAt)),
            facets: facets.codeOf(facetsOf(delivery)),
          },
    forget: () => {
      publications.forget();
      facets.forget();
    },
  };
};

const createCodes = (database: DatabaseSync, table: 'publication_code' | 'facets_code') => {
  const find = prepareQuery(database, `SELECT code FROM ${table} WHERE meaning = ?`);
  const insert = database.prepare(`INSERT INTO ${table} (meaning) VALUES (?)`);
  const known = createBoundedCache<string, number>({ capacity: REMEMBERED });

  const look = (text: string): number => {
    const row = find.get(text);
    return row === undefined ? Number(insert.run(text).lastInsertRowid) : integer(row[0]);
  };

  return {
    codeOf: (meaning: Publication | Facets): number => {
      const text = JSON.stringify(meaning);
      const code = known.get(text) ?? look(text);
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
