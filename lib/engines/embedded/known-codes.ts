import type { DatabaseSync } from 'node:sqlite';
import type { Publication } from '../../domain/publication.ts';
import { integer, json } from './columns.ts';
import type { Facets } from './publication-codes.ts';
import { prepareQuery } from './query.ts';

/** What codes mean. They never change, so each is read once. */
export interface KnownCodes {
  /** Reads those that are new. */
  readonly learn: () => void;
  readonly publication: (code: number) => Publication;
  readonly facets: (code: number) => Facets;
  /** The year of a publication. */
  readonly yearOf: (code: number) => number;
}

export const createKnownCodes = (database: DatabaseSync): KnownCodes => {
  const newPublications = prepareQuery(database, newerIn('publication_code'));
  const newFacets = prepareQuery(database, newerIn('facets_code'));
  const publications: Publication[] = [];
  const facets: Facets[] = [];
  const years: number[] = [];

  return {
    learn: () => {
      for (const row of newPublications.all(publications.length - 1)) {
        const publication: Publication = json(row[1]);
        publications[integer(row[0])] = publication;
        years[integer(row[0])] = Number(publication.month.slice(0, 4));
      }
      for (const row of newFacets.all(facets.length - 1)) facets[integer(row[0])] = json(row[1]);
    },
    publication: (code) => known(publications[code]),
    facets: (code) => known(facets[code]),
    yearOf: (code) => known(years[code]),
  };
};

const newerIn = (table: string): string => `SELECT code, meaning FROM ${table} WHERE code > ? ORDER BY code`;

const known = <Meaning>(meaning: Meaning | undefined): Meaning => {
  if (meaning === undefined) throw new Error('a code in the ledger means nothing');
  return meaning;
};
