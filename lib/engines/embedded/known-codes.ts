import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Publication } from '../../domain/publication.ts';
import { integer, json } from './columns.ts';
import type { Facets } from './publication-codes.ts';
import { prepareQuery } from './query.ts';

/** What codes mean; they never change. */
export interface KnownCodes {
  readonly publication: (code: number) => Publication;
  readonly facets: (code: number) => Facets;
}

export const createKnownCodes = (database: DatabaseSync): KnownCodes => ({
  publication: createMeanings(database, 'publication_code', (text): Publication => json(text)),
  facets: createMeanings(database, 'facets_code', (text): Facets => json(text)),
});

/** Reads all the codes there are when it meets one that it does not know. */
const createMeanings = <Meaning>(
  database: DatabaseSync,
  table: string,
  read: (text: SQLOutputValue | undefined) => Meaning,
): ((code: number) => Meaning) => {
  const all = prepareQuery(database, `SELECT code, meaning FROM ${table}`);
  let meanings = new Map<number, Meaning>();
  return (code) => {
    const known = meanings.get(code);
    if (known !== undefined) return known;
    meanings = new Map(all.all().map((row) => [integer(row[0]), read(row[1])]));
    const meaning = meanings.get(code);
    if (meaning === undefined) throw new Error(`code ${code} of the ledger means nothing`);
    return meaning;
  };
};
