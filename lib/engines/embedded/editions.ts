import type { EditionRow } from '../../domain/ledger-rows.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

/** Number of erasures noted by then. */
type Moment = number;

export interface Editions {
  /** Writes the edition where it is new. */
  insert(sequence: number, edition: EditionRow): void;
  find(sequence: number, key: string): EditionRow | undefined;
  /** Throws when the edition that an item names is missing. */
  read(sequence: number, key: string, asOf: Moment): EditionRow;
  /** Before a read or write that shows an edition as it is from then on. */
  moment(): Moment;
  /** Keeps an edition at hand that was committed just now, by a write begun after that moment: its deliveries read it next. */
  remember(edition: EditionRow, asOf: Moment): void;
  /** Every row of the item, whether it was ever committed or not, oldest first. */
  all(sequence: number): readonly EditionRow[];
  /** Puts these rows in place of those of the same keys. The old ones are at hand until the erasure is noted. */
  replaceAll(sequence: number, editions: readonly EditionRow[]): void;
}

/** Characters of HTML and text: about 64 MB. */
const REMEMBERED_CHARACTERS = 16_000_000;
/** What an edition weighs besides. */
const OVERHEAD_CHARACTERS = 2000;

/**
 * Editions change only when they are erased, so those read last are kept in memory until any of them is. A key is unique to
 * its row, whatever the item.
 */
export const createEditions = ({
  database,
  erasures,
}: Pick<LedgerContext, 'database' | 'erasures'>): Editions => {
  const insertRow = database.prepare('INSERT OR IGNORE INTO edition (item, key, row) VALUES (?, ?, ?)');
  const findRow = prepareQuery(database, 'SELECT row FROM edition WHERE item = ? AND key = ?');
  const findAll = prepareQuery(database, 'SELECT row FROM edition WHERE item = ? ORDER BY rowid');
  const replaceRow = database.prepare('UPDATE edition SET row = ? WHERE item = ? AND key = ?');
  const insertUse = database.prepare('INSERT OR IGNORE INTO attachment_use (sha256, item) VALUES (?, ?)');
  const known = createBoundedCache<string, EditionRow>({
    capacity: REMEMBERED_CHARACTERS,
    weigh: ({ html, text, content }) =>
      html.length + text.length + content.body.content.length + OVERHEAD_CHARACTERS,
  });
  let knownAsOf = erasures.count();

  const forgetErased = (): void => {
    const now = erasures.count();
    if (now !== knownAsOf) known.clear();
    knownAsOf = now;
  };

  /** What was read before another thread's erasure, and may not show it, is not kept. */
  const remember = (edition: EditionRow, asOf: Moment): void => {
    forgetErased();
    if (asOf === knownAsOf) known.set(edition.key, edition);
  };

  const find = (sequence: number, key: string, asOf: Moment = erasures.count()): EditionRow | undefined => {
    forgetErased();
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const row = findRow.get(sequence, key);
    if (row === undefined) return undefined;
    const edition = decodeEdition(row);
    remember(edition, asOf);
    return edition;
  };

  return {
    find,
    insert: (sequence, edition) => {
      insertRow.run(sequence, edition.key, JSON.stringify(edition));
      for (const { sha256 } of edition.content.attachments) insertUse.run(sha256, sequence);
    },
    read: (sequence, key, asOf) => {
      const edition = find(sequence, key, asOf);
      if (edition === undefined) throw new Error(`edition ${key} is missing in the ledger`);
      return edition;
    },
    moment: erasures.count,
    remember,
    all: (sequence) => findAll.all(sequence).map(decodeEdition),
    replaceAll: (sequence, editions) => {
      for (const edition of editions) replaceRow.run(JSON.stringify(edition), sequence, edition.key);
    },
  };
};

// Rows of the first release tell of no edition before them.
const decodeEdition = (row: Row): EditionRow => ({ previousKey: null, ...json(row[0]) });
