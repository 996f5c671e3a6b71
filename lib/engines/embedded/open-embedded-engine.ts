import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Engine } from '../../ports/engine.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { assembleEngine, type Watching } from './assemble-engine.ts';
import { copyBeforeUpgrade } from './copy-before-upgrade.ts';
import { createPublicationCount } from './count-publications.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { shareErasures } from './erasures.ts';
import { createFolderStore, openFolderStore, shareNames } from './folder-store.ts';
import { isDamage, LedgerDamaged } from './ledger-damaged.ts';
import { createMemoryStore } from './memory-store.ts';
import { openDatabase } from './open-database.ts';
import { createLocalReader, createThreadReader } from './publication-reader.ts';
import { storageTroubleOf } from './storage-trouble-of.ts';
import { refuseSuperseded } from './superseded-folder.ts';
import { syncFolder } from './sync-folder.ts';
import { shareTurns } from './turns.ts';

/** By this another thread of the same process opens the same engine; it can be sent there. */
export interface EngineShare {
  readonly dataDir: string;
  /** The turns of those who write the ledger. */
  readonly writers: SharedArrayBuffer;
  /** Those of who place objects. */
  readonly names: SharedArrayBuffer;
  readonly erasures: SharedArrayBuffer;
}

export interface EmbeddedEngine extends Engine {
  /** Null for an engine in memory, which no other thread can see. */
  readonly share: EngineShare | null;
  /** Commits what was asked for before, and frees the data folder. */
  readonly close: () => Promise<void>;
}

interface EmbeddedEngineOptions extends Watching {
  /** A folder, made where it is missing, or `:memory:` for an engine that keeps nothing. */
  readonly dataDir: string;
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
    share: null,
    objectStore: createMemoryStore(),
    close: async () => {
      await close();
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
    const share = {
      dataDir: folder,
      writers: shareTurns(),
      names: shareNames(),
      erasures: shareErasures(),
    };
    const objectStore = await openFolderStore({ folder: objectsIn(folder), names: share.names });
    await copyBeforeUpgrade(folder);
    const database = openDatabase(ledgerIn(folder));
    // The ledger's own name has to outlive a power cut, too.
    await syncFolder(folder);
    const engine = overFolder({ ...options, share, database, objectStore });
    return {
      ...engine,
      close: async () => {
        await engine.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    if (isDamage(error)) throw new LedgerDamaged(ledgerIn(folder), error.message, error);
    throw storageTroubleOf(error) === error ? error : new DataFolderUnusable(folder, error);
  }
};

/** Opens the engine once more, beside the one that holds the data folder and stays open until after this one is closed. */
export const joinEmbeddedEngine = (share: EngineShare, watching: Watching): EmbeddedEngine =>
  overFolder({
    ...watching,
    share,
    database: openDatabase(ledgerIn(share.dataDir)),
    objectStore: createFolderStore({ folder: objectsIn(share.dataDir), names: share.names }),
  });

const ledgerIn = (folder: string): string => join(folder, 'ledger.db');
const objectsIn = (folder: string): string => join(folder, 'objects');

const overFolder = (
  parts: {
    readonly share: EngineShare;
    readonly database: DatabaseSync;
    readonly objectStore: ObjectStore;
  } & Watching,
): EmbeddedEngine => {
  const { share, database, objectStore } = parts;
  const reader = createThreadReader(ledgerIn(share.dataDir));
  const { close, ...engine } = assembleEngine(database, { ...parts, ...share }, reader);
  return {
    ...engine,
    share,
    objectStore,
    close: async () => {
      await close();
      await reader.close();
      database.close();
    },
  };
};
