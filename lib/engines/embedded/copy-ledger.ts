import { open } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { integer, text } from './columns.ts';
import { LedgerDamaged } from './ledger-damaged.ts';
import { markLedger } from './ledger-mark.ts';
import { openReader } from './open-database.ts';
import { prepareQuery } from './query.ts';

/** As many pages at once as there are: one look at one moment, which no writer can make begin again. */
const ALL_PAGES = 2 ** 31 - 1;

/** What a ledger says of itself. */
export interface LedgerFacts {
  readonly schema: number;
  readonly epoch: number;
  readonly items: number;
  /** Items that still owe something to a channel. */
  readonly owing: number;
}

/** Throws `LedgerDamaged` with what SQLite found. */
export const checkLedger = (database: DatabaseSync, path: string): void => {
  const found = prepareQuery(database, 'PRAGMA integrity_check(5)').all();
  const words = found.map((row) => text(row[0])).join('；');
  if (words === 'ok') return;
  throw new LedgerDamaged(path, words);
};

export const ledgerFacts = (database: DatabaseSync): LedgerFacts => {
  const one = (sql: string): number => integer(prepareQuery(database, sql).get()?.[0]);
  const schema = one('PRAGMA user_version');
  const hasEpochs = one("SELECT count(*) FROM sqlite_schema WHERE name = 'ledger_epoch'") === 1;
  return {
    schema,
    epoch: hasEpochs ? one('SELECT max(number) FROM ledger_epoch') : 1,
    items: one('SELECT count(*) FROM item'),
    owing: one('SELECT count(*) FROM item WHERE due_at IS NOT NULL'),
  };
};

/**
 * Copies a ledger as it is at one moment, while its server goes on writing; the copy is checked, marked so that nobody works
 * on it as it is, and on the disk when this resolves. Throws `LedgerDamaged`, and whatever the disk has to say.
 */
export const copyLedger = async (from: string, to: string): Promise<LedgerFacts> => {
  const source = openReader(from);
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    markLedger(copy, 'copy');
    checkLedger(copy, to);
    return ledgerFacts(copy);
  } finally {
    copy.close();
    await syncFile(to);
  }
};

const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};
