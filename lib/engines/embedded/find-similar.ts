import type { SQLInputValue } from 'node:sqlite';
import type { Ledger, SimilarItem } from '../../ports/ledger.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

// One look into each index, and the newest of both: an OR would make SQLite fetch and sort every match.
const newestBy = (column: string): string => `
  SELECT seq, accepted_at FROM (
    SELECT seq, accepted_at FROM item WHERE ${column} ORDER BY accepted_at DESC, seq DESC LIMIT ?2
  )`;

const BY_TITLE = newestBy('title_key = ?1');
const BY_EITHER = `${BY_TITLE} UNION ${newestBy('document_number_key = ?3')}`;

const similarIn = (sequences: string): string => `
  SELECT item.id, item.title, item.document_number, item.accepted_at, item.bodyless
  FROM (${sequences}) AS found JOIN item ON item.seq = found.seq
  ORDER BY found.accepted_at DESC, found.seq DESC LIMIT ?2`;

export const createFindSimilar = ({ database }: LedgerContext): Ledger['findSimilar'] => {
  const byTitle = prepareQuery(database, similarIn(BY_TITLE));
  const byEither = prepareQuery(database, similarIn(BY_EITHER));
  return async ({ title, documentNumber }, limit) => {
    const found: readonly SQLInputValue[] = [title, limit];
    const rows = documentNumber === null ? byTitle.all(...found) : byEither.all(...found, documentNumber);
    return rows.map(decodeSimilar);
  };
};

const decodeSimilar = (row: Row): SimilarItem => ({
  itemId: text(row[0]),
  title: text(row[1]),
  documentNumber: textOrNull(row[2]),
  acceptedAt: integer(row[3]),
  bodyless: row[4] === 1,
});
