import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { Publication, PublicationPattern } from '../../domain/publication.ts';
import { dayOf } from '../../domain/shanghai-time.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** One public delivery as the count sees it, with what it says about its item. */
export interface CodedPublication
  extends Publication,
    Pick<PublicationPattern, 'kind' | 'origin' | 'unit' | 'area'> {}

export interface PublicationCodes {
  /** The code of a delivery that is public, or was; null for one that never became so. Writes a code that is new. */
  codeOf(delivery: DeliveryRow): number | null;
  /** Forgets codes that may never have been committed. */
  forget(): void;
}

/** Channels × months × kinds × units of some years. */
const REMEMBERED = 50_000;

/** Gives each distinct {@link CodedPublication} one small number, so that a count groups numbers, not texts. */
export const createPublicationCodes = (database: DatabaseSync): PublicationCodes => {
  const find = prepareQuery(database, 'SELECT code FROM publication_code WHERE publication = ?');
  const insert = database.prepare('INSERT INTO publication_code (publication) VALUES (?)');
  const known = createBoundedCache<string, number>({ capacity: REMEMBERED });

  const look = (publication: string): number => {
    const row = find.get(publication);
    return row === undefined ? Number(insert.run(publication).lastInsertRowid) : integer(row[0]);
  };

  return {
    codeOf: (delivery) => {
      if (delivery.publicAt === null) return null;
      const publication = JSON.stringify(codedPublication(delivery, delivery.publicAt));
      const code = known.get(publication) ?? look(publication);
      known.set(publication, code);
      return code;
    },
    forget: known.clear,
  };
};

const codedPublication = (
  { channel, importedBy, withdrawal, facts }: DeliveryRow,
  publicAt: number,
): CodedPublication => {
  const day = dayOf(publicAt);
  return {
    channel,
    month: day.slice(0, 7),
    late: facts.dueOn !== null && day > facts.dueOn,
    imported: importedBy !== null,
    practice: facts.practice,
    withdrawal,
    formRow: facts.formRow,
    kind: facts.kind,
    origin: facts.origin,
    unit: facts.unit,
    area: facts.area,
  };
};
