import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Sentence } from '../../domain/violation.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';

/** SQLITE_BUSY */
const BUSY = 5;

/** Another process works on the data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
  readonly folder: string;
  readonly sentence: Sentence;

  constructor(folder: string) {
    const sentence = {
      zh: `数据目录 ${folder} 正由另一个进程使用。请先停止该进程，或用 DATA_DIR 指定另一个目录。`,
      en: `The data folder ${folder} is in use by another process. Stop that process first, or name another folder with DATA_DIR.`,
    };
    super(`${sentence.zh} ${sentence.en}`);
    this.folder = folder;
    this.sentence = sentence;
  }
}

export interface DataFolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or throws {@link DataFolderInUse} or {@link DataFolderUnusable}. The operating system lets go of it with the
 * process, however that ends. The lock is on a file of its own: on the ledger itself it would shut out our own readers.
 */
export const lockDataFolder = (folder: string): DataFolderLock => {
  const database = open(folder);
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw isBusy(error) ? new DataFolderInUse(folder) : new DataFolderUnusable(folder, error);
  }
  return {
    release: () => {
      database.close();
    },
  };
};

const open = (folder: string): DatabaseSync => {
  try {
    return new DatabaseSync(join(folder, 'lock.db'));
  } catch (error) {
    throw new DataFolderUnusable(folder, error);
  }
};

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === BUSY;
