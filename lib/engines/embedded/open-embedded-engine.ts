import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { Engine } from '../../ports/engine.ts';
import { assembleEngine } from './assemble-engine.ts';
import { copyBeforeUpgrade } from './copy-before-upgrade.ts';
import { createPublicationCount } from './count-publications.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { openFolderStore } from './folder-store.ts';
import { isDamage, LedgerDamaged } from './ledger-damaged.ts';
import { createMemoryStore } from './memory-store.ts';
import { openDatabase } from './open-database.ts';
import { createLocalReader, createThreadReader } from './publication-reader.ts';
import { storageTroubleOf } from './storage-trouble-of.ts';
import { refuseSuperseded } from './superseded-folder.ts';
import { syncFolder } from './sync-folder.ts';

export interface EmbeddedEngine extends Engine {
  /** Commits what was asked for before, and frees the data folder. */
  readonly close: () => Promise<void>;
}

interface EmbeddedEngineOptions {
  /** A folder, made where it is missing, or `:memory:` for an engine that keeps nothing. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** See `GroupCommit`. */
  readonly onCommit?: (milliseconds: number, writes: number) => void;
}

/**
 * Opens the engine of a single machine. Throws `DataFolderInUse` while another process has the folder, `LedgerTooNew`
 * for a ledger of a newer release, `DataFolderSuperseded` and `LedgerMarked` for what another ledger took the place of.
 * Leases of a process that died are still held: see `Ledger.endLeases`.
 */
export const openEmbeddedEngine = (options: EmbeddedEngineOptions): Promise<EmbeddedEngine> =>
  options.dataDir === ':memory:' ? openInMemory(options) : openInFolder(options);

const openInMemory = async (options: EmbeddedEngineOptions): Promise<EmbeddedEngine> => {
  const database = openDatabase(':memory:');
  const { close, ...engine } = assembleEngine(
    database,
    options,
    createLocalReader(createPublicationCount(database)),
  );
  return {
    ...engine,
    objectStore: createMemoryStore(),
    close: async () => {
      close();
      database.close();
    },
  };
};

const openInFolder = async (options: EmbeddedEngineOptions): Promise<EmbeddedEngine> => {
  const folder = options.dataDir;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataFolderUnusable(folder, error);
  }
  const lock = lockDataFolder(folder);
  try {
    refuseSuperseded(folder);
    const objectStore = await openFolderStore({ folder: join(folder, 'objects') });
    const path = join(folder, 'ledger.db');
    await copyBeforeUpgrade(folder);
    const database = openDatabase(path);
    // The ledger's own name has to outlive a power cut, too.
    await syncFolder(folder);
    const reader = createThreadReader(path);
    const { close, ...engine } = assembleEngine(database, options, reader);
    return {
      ...engine,
      objectStore,
      close: async () => {
        close();
        await reader.close();
        database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    if (isDamage(error)) throw new LedgerDamaged(join(folder, 'ledger.db'), error.message, error);
    throw storageTroubleOf(error) === error ? error : new DataFolderUnusable(folder, error);
  }
};
