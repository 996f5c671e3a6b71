import type { Ledger, SimilarItem } from '../../ports/ledger.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { createOneMoment } from './one-moment.ts';
import { prepareQuery, type Row } from './query.ts';

// Answered from the index alone, in its order. SQLite looks at a bare parameter after LIMIT when it plans, so each new
// binding would compile the statement anew, which takes longer than running it; an expression it leaves alone.
const newestBy = (column: string): string =>
  `SELECT seq, accepted_at FROM item WHERE ${column} = ? ORDER BY accepted_at DESC, seq DESC LIMIT ? + 0`;

const ROW = 'SELECT id, title, document_number, accepted_at, bodyless FROM item WHERE seq = ?';

export const createFindSimilar = ({ database }: LedgerContext): Ledger['findSimilar'] => {
  const byTitle = prepareQuery(database, newestBy('title_key'));
  const byDocumentNumber = prepareQuery(database, newestBy('document_number_key'));
  const inOneMoment = createOneMoment(database);
  const find = prepareQuery(database, ROW);
  const read = (sequence: number): SimilarItem => decodeSimilar(find.get(sequence));
  return async ({ title, documentNumber }, limit) =>
    inOneMoment(() => {
      const sameNumber = documentNumber === null ? [] : byDocumentNumber.all(documentNumber, limit);
      const acceptedAt = new Map(
        [...byTitle.all(title, limit), ...sameNumber].map((row) => [integer(row[0]), integer(row[1])]),
      );
      return Array.from(acceptedAt)
        .toSorted(([sequence, at], [otherSequence, otherAt]) => otherAt - at || otherSequence - sequence)
        .slice(0, limit)
        .map(([sequence]) => read(sequence));
    });
};

const decodeSimilar = (row: Row | undefined): SimilarItem => ({
  itemId: text(row?.[0]),
  title: text(row?.[1]),
  documentNumber: textOrNull(row?.[2]),
  acceptedAt: integer(row?.[3]),
  bodyless: row?.[4] === 1,
});
