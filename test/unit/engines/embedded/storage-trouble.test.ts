import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../../lib/engines/embedded/group-commit.ts';
import { storageTroubleOf } from '../../../../lib/engines/embedded/storage-trouble-of.ts';
import { createTurns, shareTurns } from '../../../../lib/engines/embedded/turns.ts';
import { StorageTrouble } from '../../../../lib/ports/storage-trouble.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-trouble-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openGroup = (database: DatabaseSync) => {
  const group = createGroupCommit({
    database,
    turns: createTurns(shareTurns()),
    beforeCommit: () => {},
    afterRollback: () => {},
  });
  const insert = (bytes: number): Promise<void> =>
    group.write(() => {
      database.prepare('INSERT INTO row (body) VALUES (zeroblob(?))').run(bytes);
    });
  return { insert, close: () => group.close() };
};

const openLedger = (): DatabaseSync => {
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE row (body BLOB NOT NULL)');
  return database;
};

const rowsIn = (database: DatabaseSync): unknown =>
  database.prepare('SELECT count(*) AS rows FROM row').get()?.['rows'];

describe('a ledger whose disk is full', () => {
  it('refuses what does not fit, keeps nothing of it, and goes on once there is space', async () => {
    const database = openLedger();
    const { insert, close } = openGroup(database);
    await insert(10);
    database.exec('PRAGMA max_page_count = 10');
    await expect(insert(1_000_000)).rejects.toMatchObject({ name: 'StorageTrouble', trouble: 'full' });
    expect(rowsIn(database)).toBe(1);
    database.exec('PRAGMA max_page_count = 10000');
    await insert(1_000_000);
    expect(rowsIn(database)).toBe(2);
    await close();
    database.close();
  });

  it('takes what fits beside what does not', async () => {
    const database = openLedger();
    const { insert, close } = openGroup(database);
    database.exec('PRAGMA max_page_count = 10');
    const outcomes = await Promise.allSettled([insert(10), insert(1_000_000), insert(10)]);
    // SQLite ends the transaction of all of them where space ran out, so a neighbour may have to be asked for again.
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(rowsIn(database)).toBe(kept);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { trouble: 'full' } });
    await close();
    database.close();
  });
});

describe('a ledger on a disk that takes no writes', () => {
  it('says so for each write', async () => {
    openLedger().close();
    const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const { insert, close } = openGroup(database);
    await expect(insert(10)).rejects.toMatchObject({ name: 'StorageTrouble', trouble: 'read-only' });
    await close();
    database.close();
  });
});

const systemError = (code: string) => Object.assign(new Error(code), { code });
const sqliteError = (errcode: number) => Object.assign(new Error('SQLite'), { errcode });

describe('what a disk says', () => {
  it.each([
    ['no space for a file', systemError('ENOSPC'), 'full'],
    ['a quota that is used up', systemError('EDQUOT'), 'full'],
    ['a file system mounted to be read only', systemError('EROFS'), 'read-only'],
    ['a disk that fails', systemError('EIO'), 'failing'],
    ['SQLITE_FULL', sqliteError(13), 'full'],
    ['SQLITE_IOERR_SHMSIZE', sqliteError(4874), 'full'],
    ['SQLITE_READONLY_DBMOVED', sqliteError(1032), 'read-only'],
    ['SQLITE_IOERR_WRITE', sqliteError(778), 'failing'],
  ])('is understood: %s', (_name, error, trouble) => {
    expect(storageTroubleOf(error)).toMatchObject({ trouble, cause: error });
  });

  it.each([
    ['a bug of ours', new TypeError('a bug')],
    ['a row that breaks a constraint', sqliteError(19)],
    ['a file that is missing', systemError('ENOENT')],
    ['no error at all', 'a text'],
  ])('is left as it is: %s', (_name, error) => {
    expect(storageTroubleOf(error)).toBe(error);
    expect(error).not.toBeInstanceOf(StorageTrouble);
  });
});
