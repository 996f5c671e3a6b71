import { StorageTrouble, type Trouble } from '../../ports/storage-trouble.ts';

/** SQLITE_IOERR_SHMSIZE: no space for the index of the write-ahead log. */
const NO_SPACE_FOR_LOG_INDEX = 4874;

/** By SQLite's primary result codes: READONLY, IOERR, FULL. */
const OF_SQLITE: ReadonlyMap<number, Trouble> = new Map([
  [8, 'read-only'],
  [10, 'failing'],
  [13, 'full'],
]);

const OF_SYSTEM: ReadonlyMap<string, Trouble> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EIO', 'failing'],
]);

const troubleOf = (error: Error): Trouble | undefined => {
  if ('errcode' in error && typeof error.errcode === 'number') {
    return error.errcode === NO_SPACE_FOR_LOG_INDEX ? 'full' : OF_SQLITE.get(error.errcode & 0xff);
  }
  return 'code' in error && typeof error.code === 'string' ? OF_SYSTEM.get(error.code) : undefined;
};

/** What a fault of the disk is to the callers of a port; any other fault as it is. */
export const storageTroubleOf = (error: unknown): unknown => {
  const trouble = error instanceof Error ? troubleOf(error) : undefined;
  return trouble === undefined ? error : new StorageTrouble(trouble, error);
};
