import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backup } from 'node:sqlite';
import { integer } from './columns.ts';
import { openReader } from './open-database.ts';
import { prepareQuery } from './query.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Keeps a ledger of an older release beside the one that is about to be brought to this one's version, in
 * `before-upgrade/ledger-version-<n>.db`: the way back if the new release does not serve. Does nothing for a new ledger.
 */
export const copyBeforeUpgrade = async (folder: string): Promise<void> => {
  const path = join(folder, 'ledger.db');
  if (!existsSync(path)) return;
  const source = openReader(path);
  try {
    const version = integer(prepareQuery(source, 'PRAGMA user_version').get()?.[0]);
    if (version === 0 || version >= SCHEMA_VERSION) return;
    const kept = join(folder, 'before-upgrade');
    await mkdir(kept, { recursive: true, mode: 0o700 });
    const target = join(kept, `ledger-version-${version}.db`);
    await backup(source, `${target}.partial`, { rate: 2 ** 31 - 1 });
    await rename(`${target}.partial`, target);
    await rm(`${target}.partial-journal`, { force: true });
    await syncFolder(kept);
    await syncFolder(folder);
  } finally {
    source.close();
  }
};
