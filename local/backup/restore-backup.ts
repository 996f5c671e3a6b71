import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LedgerEpoch } from '../../lib/domain/ledger-epoch.ts';
import { isoShanghai } from '../../lib/domain/shanghai-time.ts';
import { ledgerFacts } from '../../lib/engines/embedded/copy-ledger.ts';
import { lockDataFolder } from '../../lib/engines/embedded/data-folder-lock.ts';
import { markLedger } from '../../lib/engines/embedded/ledger-mark.ts';
import { openReader } from '../../lib/engines/embedded/open-database.ts';
import { openEmbeddedEngine } from '../../lib/engines/embedded/open-embedded-engine.ts';
import { supersede } from '../../lib/engines/embedded/superseded-folder.ts';
import { syncFolder } from '../../lib/engines/embedded/sync-folder.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { refuseClockBehind } from '../../lib/usecases/refuse-clock-behind.ts';
import { BackupProblem, contentPath, LAST_BACKUP, LEDGER_COPY, type Manifest } from './backup-manifest.ts';
import { filesBelow, readIfThere, writeWhole } from './content-files.ts';
import { listBackups, stampOf } from './list-backups.ts';
import { syncTree } from './sync-tree.ts';
import { verifyBackup } from './verify-backup.ts';

export interface RestoreOrder {
  /** A folder of backups, of which the newest is taken, or one backup in it. */
  readonly from: string;
  readonly dataDir: string;
  /** Short numbers to leave out in each year: more than may have been given since the backup. */
  readonly skipNumbers: number;
  readonly clock: Clock;
}

export interface RestoreReport {
  readonly backup: string;
  readonly manifest: Manifest;
  readonly epoch: LedgerEpoch;
  /** Where the data folder that was there before lies now; null where there was none. */
  readonly superseded: string | null;
  /** Files of the folder that was there before that went into the new one. */
  readonly carriedOver: number;
}

/** What channels on this machine show: the pages of our own sites, and what practice networks received. Not the ledger's to put back. */
const CHANNELS_OWN = ['site/', 'practice/'];

/** Written last, so that a folder which has it is whole. */
const WHOLE = 'restored.txt';

const locate = async (from: string): Promise<{ readonly backup: string; readonly folder: string }> => {
  const newest = (await listBackups(from)).at(-1);
  const backup = newest ?? from;
  if (newest === undefined && !existsSync(join(from, LEDGER_COPY))) {
    throw new BackupProblem(`${from} 中没有备份。There is no backup in ${from}.`);
  }
  return { backup, folder: dirname(dirname(resolve(backup))) };
};

/** Retires the folder that is there, before anything of it is read. Answers whether there is one. */
const retire = async (dataDir: string, clock: Clock): Promise<boolean> => {
  if (!existsSync(dataDir) || (await readdir(dataDir)).length === 0) return false;
  const lock = lockDataFolder(dataDir);
  try {
    await supersede(dataDir, clock.now());
  } finally {
    lock.release();
  }
  return true;
};

const restoreFiles = async (manifest: Manifest, folder: string, target: string): Promise<void> => {
  const files = [
    ...manifest.objects.map(({ name, sha256 }) => ({ path: join(target, 'objects', 'files', name), sha256 })),
    ...manifest.files.map(({ name, sha256 }) => ({ path: join(target, name), sha256 })),
  ];
  for (const { path, sha256 } of files) await writeWhole(path, await readFile(contentPath(folder, sha256)));
};

/**
 * Newer than the backup's: what the channels on this machine show now, secrets, the administrator's token, access logs. And
 * what only the older folder has, such as attachments uploaded since.
 */
const carryOver = async (old: string, target: string): Promise<number> => {
  const objects = join('objects', 'files');
  const hasOwn = new Set<string>();
  for await (const name of filesBelow(join(old, objects))) {
    const own = CHANNELS_OWN.find((prefix) => name.startsWith(prefix));
    if (own !== undefined) hasOwn.add(own);
  }
  for (const prefix of hasOwn) await rm(join(target, objects, prefix), { recursive: true, force: true });
  let carried = 0;
  const carry = async (name: string): Promise<void> => {
    const bytes = await readIfThere(join(old, name));
    if (bytes === undefined) return;
    await writeWhole(join(target, name), bytes);
    carried += 1;
  };
  for await (const name of filesBelow(join(old, objects))) {
    if (!existsSync(join(target, objects, name))) await carry(join(objects, name));
  }
  for (const part of ['secrets', 'log']) {
    for await (const name of filesBelow(join(old, part))) await carry(join(part, name));
  }
  await carry('admin-token');
  return carried;
};

const EPOCHS = 'epochs.txt';

/** The highest epoch that any ledger put back from these backups had, and the ledger that is superseded now. */
const highestEpoch = async (folder: string, superseded: string | null): Promise<number> => {
  const noted = Number((await readIfThere(join(folder, EPOCHS)))?.toString('utf8') ?? 0);
  if (superseded === null || !existsSync(join(superseded, LEDGER_COPY))) return noted;
  try {
    const ledger = openReader(join(superseded, LEDGER_COPY));
    try {
      return Math.max(noted, ledgerFacts(ledger).epoch);
    } finally {
      ledger.close();
    }
  } catch {
    // Too damaged to be read; its epoch was noted when it was put back, if it ever was.
    return noted;
  }
};

/** Noted with the backups before anything works in it, so that no two restores of one backup share an epoch. */
const beginEpoch = async (
  dataDir: string,
  { clock, skipNumbers, folder, superseded }: RestoreOrder & { folder: string; superseded: string | null },
): Promise<LedgerEpoch> => {
  const above = await highestEpoch(folder, superseded);
  const engine = await openEmbeddedEngine({ dataDir, clock });
  try {
    await refuseClockBehind(engine.ledger, clock);
    const epoch = await engine.ledger.beginEpoch({ at: clock.now(), skipNumbers, above });
    await writeWhole(join(folder, EPOCHS), Buffer.from(`${epoch.number}\n`));
    await syncFolder(folder);
    return epoch;
  } finally {
    await engine.close();
  }
};

const unmark = (path: string): void => {
  const ledger = new DatabaseSync(path);
  try {
    markLedger(ledger, null);
  } finally {
    ledger.close();
  }
};

interface Building {
  readonly order: RestoreOrder;
  readonly backup: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly building: string;
}

/** Makes the new folder, whole, beside the old one. */
const build = async ({ order, backup, folder, manifest, building }: Building) => {
  const { dataDir, clock } = order;
  const superseded = (await retire(dataDir, clock)) ? dataDir : null;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true, mode: 0o700 });
  const ledger = join(building, LEDGER_COPY);
  await copyFile(join(backup, LEDGER_COPY), ledger);
  await chmod(ledger, 0o600);
  unmark(ledger);
  await restoreFiles(manifest, folder, building);
  const epoch = await beginEpoch(building, { ...order, folder, superseded });
  const carriedOver = superseded === null ? 0 : await carryOver(superseded, building);
  const told = `${isoShanghai(clock.now())} ${basename(backup)} 第 ${epoch.number} 纪元 epoch ${epoch.number}\n`;
  await writeWhole(join(building, LAST_BACKUP), Buffer.from(`${manifest.madeAt} ${backup}\n`));
  await syncTree(building);
  await writeWhole(join(building, WHOLE), Buffer.from(told));
  await syncFolder(building);
  return { epoch, carriedOver, hadFolder: superseded !== null };
};

/** For a restore that died after its folder was whole and the old one was set aside. Throws a `BackupProblem` where that was of another backup. */
const builtBefore = async ({ order, backup, manifest, building }: Building) => {
  const [madeAt = '', ...path] = ((await readIfThere(join(building, LAST_BACKUP)))?.toString('utf8') ?? '')
    .trimEnd()
    .split(' ');
  const built = path.join(' ');
  if (madeAt !== manifest.madeAt || basename(built) !== basename(backup)) {
    throw new BackupProblem(
      `上次恢复的是备份 ${built}，尚未完成，数据已在 ${building}。请先用该备份再恢复一次以完成，然后再恢复 ${backup}。 The restore of ${built} is not complete; complete it first by naming that backup again, then restore ${backup}.`,
    );
  }
  const engine = await openEmbeddedEngine({ dataDir: building, clock: order.clock });
  try {
    return { epoch: await engine.ledger.epoch(), carriedOver: 0, hadFolder: false };
  } finally {
    await engine.close();
  }
};

/**
 * Puts a backup back as a new epoch of its ledger. The data folder that is there is retired first and set aside whole; the
 * new one takes its place only when it is complete. May be repeated after it died half-way. Throws `BackupProblem` for a
 * backup that is missing or damaged (nothing is touched then), `DataFolderInUse` while a server runs on the folder.
 */
export const restoreBackup = async (order: RestoreOrder): Promise<RestoreReport> => {
  const { from, clock } = order;
  const dataDir = resolve(order.dataDir);
  const { backup, folder } = await locate(from);
  const { manifest, damaged } = await verifyBackup(backup, folder);
  if (damaged.length > 0) {
    const named = damaged.slice(0, 5).join('、');
    throw new BackupProblem(
      `备份 ${backup} 中有 ${damaged.length} 个文件缺失或与指纹不符（${named}），不能恢复；数据目录未作任何改动。请换用另一份备份。 ${damaged.length} files of the backup are missing or damaged; nothing was touched. Take another backup.`,
    );
  }
  const building = `${dataDir}.restoring`;
  const parts = { order: { ...order, dataDir }, backup, folder, manifest, building };
  const isBuilt = !existsSync(dataDir) && existsSync(join(building, WHOLE));
  const { epoch, carriedOver, hadFolder } = await (isBuilt ? builtBefore(parts) : build(parts));
  const aside = `${dataDir}.superseded-${stampOf(clock.now())}`;
  if (hadFolder) await rename(dataDir, aside);
  else await rm(dataDir, { recursive: true, force: true });
  await rename(building, dataDir);
  await syncFolder(dirname(dataDir));
  return { backup, manifest, epoch, superseded: hadFolder ? aside : null, carriedOver };
};
