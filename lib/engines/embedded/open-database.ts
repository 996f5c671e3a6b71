import { DatabaseSync } from 'node:sqlite';
import { refuseMarked } from './ledger-mark.ts';
import { migrate } from './schema.ts';

/** Milliseconds; among our own threads nobody ever waits, see `Turns`. */
const LONGEST_WAIT = 5000;

/**
 * Opens the ledger for a thread of the one process that writes it, at the version of this release.
 * Throws `LedgerTooNew`, `LedgerMarked`, and whatever the disk has to say.
 */
export const openDatabase = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: LONGEST_WAIT });
  try {
    // FULL: a commit has reached the disk when it returns. The ids of some hundred thousand items are looked up in the
    // page cache (64 MiB). A checkpoint stops everything for a moment, so there is one every 16 MiB of new pages.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -65536;
      PRAGMA wal_autocheckpoint = 4096;
      PRAGMA temp_store = MEMORY;
    `);
    refuseMarked(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Opens the same ledger beside its writer, for long reads: they see one moment each, and hold nobody up. */
export const openReader = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { readOnly: true, timeout: LONGEST_WAIT });
  database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
  return database;
};
