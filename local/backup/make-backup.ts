import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isoShanghai } from '../../lib/domain/shanghai-time.ts';
import { copyLedger } from '../../lib/engines/embedded/copy-ledger.ts';
import { lockDataFolder } from '../../lib/engines/embedded/data-folder-lock.ts';
import { supersede } from '../../lib/engines/embedded/superseded-folder.ts';
import { syncFolder } from '../../lib/engines/embedded/sync-folder.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import {
  BACKUPS,
  BackupProblem,
  CONTENTS,
  hashFile,
  LAST_BACKUP,
  LEDGER_COPY,
  MANIFEST,
  MANIFEST_HASH,
  type Manifest,
  readManifest,
  type StoredFile,
  sha256Of,
} from './backup-manifest.ts';
import { filesBelow, keepContent, removeUnused, writeWhole } from './content-files.ts';
import { listBackups, stampOf } from './list-backups.ts';
import { syncTree } from './sync-tree.ts';

/** Of the data folder, besides the ledger and the object store. */
const FILES = ['admin-token', 'secrets', 'log'];

export interface BackupOrder {
  readonly dataDir: string;
  /** Where backups are kept: a folder of its own, better on another disk. */
  readonly folder: string;
  /** How many of the newest backups to leave; null: all. */
  readonly keep: number | null;
  /** Retires the data folder, which must not be in use: for a move to another machine. */
  readonly retire: boolean;
  readonly clock: Clock;
  readonly version: string;
}

export interface BackupReport {
  /** The backup's own folder. */
  readonly backup: string;
  readonly manifest: Manifest;
  /** Files that no earlier backup had. */
  readonly added: number;
  /** Older backups that were removed. */
  readonly removed: number;
}

const isInside = (path: string, folder: string): boolean => {
  const way = relative(resolve(folder), resolve(path));
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
};

const keepAll = async (
  folder: string,
  files: AsyncIterable<{ readonly name: string; readonly path: string }>,
): Promise<{ readonly stored: readonly StoredFile[]; readonly added: number }> => {
  const stored: StoredFile[] = [];
  let added = 0;
  for await (const file of files) {
    const kept = await keepContent(folder, file);
    if (kept === undefined) continue;
    stored.push(kept.stored);
    if (kept.isNew) added += 1;
  }
  return { stored, added };
};

async function* objectsOf(dataDir: string) {
  const files = join(dataDir, 'objects', 'files');
  for await (const name of filesBelow(files)) yield { name, path: join(files, name) };
}

async function* otherFilesOf(dataDir: string) {
  for (const file of FILES) {
    const path = join(dataDir, file);
    if (file === 'admin-token') yield { name: file, path };
    else for await (const name of filesBelow(path)) yield { name: `${file}/${name}`, path: join(path, name) };
  }
}

const prune = async (folder: string, keep: number): Promise<number> => {
  const backups = await listBackups(folder);
  const old = backups.slice(0, Math.max(0, backups.length - keep));
  for (const backup of old) await rm(backup, { recursive: true });
  const used = new Set<string>();
  for (const backup of await listBackups(folder)) {
    const { objects, files } = await readManifest(backup);
    for (const { sha256 } of [...objects, ...files]) used.add(sha256);
  }
  if (old.length > 0) await removeUnused(folder, used);
  return old.length;
};

/** What a backup left that came to no end. */
const removePartial = async (folder: string): Promise<void> => {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) {
    if (name.endsWith('.partial')) await rm(join(folder, name), { recursive: true });
  }
};

const write = async ({ dataDir, folder, clock, version }: BackupOrder) => {
  const now = clock.now();
  const backup = join(folder, BACKUPS, stampOf(now));
  if (existsSync(backup))
    throw new BackupProblem(`${backup} 已存在，请稍后再试。There is one of this second already.`);
  const partial = `${backup}.partial`;
  await removePartial(join(folder, BACKUPS));
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const copy = join(partial, LEDGER_COPY);
  // The ledger first: whatever it names was stored before it, so the objects copied afterwards hold all of it.
  const facts = await copyLedger(join(dataDir, 'ledger.db'), copy);
  const objects = await keepAll(folder, objectsOf(dataDir));
  const files = await keepAll(folder, otherFilesOf(dataDir));
  const manifest: Manifest = {
    format: 'gongkai-backup/1',
    madeAt: isoShanghai(now),
    version,
    ledger: { ...(await hashFile(copy)), ...facts },
    objects: [...objects.stored],
    files: [...files.stored],
  };
  const json = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  await writeWhole(join(partial, MANIFEST), json);
  await writeWhole(join(partial, MANIFEST_HASH), Buffer.from(`${sha256Of(json)}  ${MANIFEST}\n`));
  const contents = join(folder, CONTENTS);
  if (existsSync(contents)) await syncTree(contents);
  await syncFolder(partial);
  await syncFolder(folder);
  // Only a backup that is whole gets its name.
  await rename(partial, backup);
  await syncFolder(join(folder, BACKUPS));
  return { backup, manifest: await readManifest(backup), added: objects.added + files.added };
};

/**
 * Backs a data folder up while its server runs, or not. Throws `BackupProblem` for an order that makes no sense, `DataFolderInUse`
 * where a folder in use is to be retired or another backup is being made, and whatever the disk has to say; what is
 * half done is no backup and is cleaned away by the next.
 */
export const makeBackup = async (order: BackupOrder): Promise<BackupReport> => {
  const { dataDir, folder, keep, retire, clock } = order;
  if (!existsSync(join(dataDir, 'ledger.db'))) {
    throw new BackupProblem(
      `数据目录 ${dataDir} 中没有台账，请用 DATA_DIR 指明数据目录。There is no ledger in ${dataDir}; name the data folder by DATA_DIR.`,
    );
  }
  if (isInside(folder, dataDir)) {
    throw new BackupProblem(
      `备份不能放在数据目录 ${dataDir} 之内，请另选目录，最好在另一块磁盘上。A backup cannot lie within the data folder; choose another, best on another disk.`,
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const backupLock = lockDataFolder(folder);
  try {
    if (retire) {
      const lock = lockDataFolder(dataDir);
      try {
        await supersede(dataDir, clock.now());
      } finally {
        lock.release();
      }
    }
    const written = await write(order);
    await writeWhole(
      join(dataDir, LAST_BACKUP),
      Buffer.from(`${written.manifest.madeAt} ${written.backup}\n`),
    );
    return { ...written, removed: keep === null ? 0 : await prune(folder, keep) };
  } finally {
    backupLock.release();
  }
};
