import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Engine } from '../../ports/engine.ts';
import { createChannelRegister } from './channel-register.ts';
import { copyBeforeUpgrade } from './copy-before-upgrade.ts';
import { createPublicationCount } from './count-publications.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { openFolderStore } from './folder-store.ts';
import { createGroupCommit } from './group-commit.ts';
import { createHistoryBlocks } from './history-blocks.ts';
import { createImportRegister } from './import-register.ts';
import { createItemSequence } from './item-sequence.ts';
import { isDamage, LedgerDamaged } from './ledger-damaged.ts';
import { createMemoryStore } from './memory-store.ts';
import { createNewestRecorded } from './newest-recorded.ts';
import { openDatabase } from './open-database.ts';
import { createPublicationCodes } from './publication-codes.ts';
import { createLocalReader, createThreadReader, type PublicationReader } from './publication-reader.ts';
import { createRelationLog } from './relation-log.ts';
import { createReturnRegister } from './return-register.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { storageTroubleOf } from './storage-trouble-of.ts';
import { refuseSuperseded } from './superseded-folder.ts';
import { createSuspectRegister } from './suspect-register.ts';
import { syncFolder } from './sync-folder.ts';
import { createTokenRegister } from './token-register.ts';
import { createUnreadableRegister } from './unreadable-register.ts';

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
  const { close, ...engine } = assemble(
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
    const { close, ...engine } = assemble(database, options, reader);
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

const assemble = (
  database: DatabaseSync,
  { clock, onCommit }: EmbeddedEngineOptions,
  reader: PublicationReader,
): Omit<Engine, 'objectStore'> & { readonly close: () => void } => {
  const sequence = createItemSequence(database);
  const newestRecorded = createNewestRecorded(database);
  const publicationCodes = createPublicationCodes(database);
  const { write, close } = createGroupCommit({
    database,
    beforeCommit: newestRecorded.keep,
    afterRollback: () => {
      sequence.forget();
      newestRecorded.forget();
      publicationCodes.forget();
    },
    onCommit,
  });
  const historyBlocks = createHistoryBlocks(database);
  const context = { database, clock, write, sequence, newestRecorded, publicationCodes, historyBlocks };
  return {
    ledger: createSqliteLedger(context, reader),
    channels: createChannelRegister(context),
    imports: createImportRegister(context),
    tokens: createTokenRegister(context),
    unreadable: createUnreadableRegister(context),
    returns: createReturnRegister(context),
    relations: createRelationLog(context),
    suspects: createSuspectRegister(context),
    close,
  };
};
