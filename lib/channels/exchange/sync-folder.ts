import { open } from 'node:fs/promises';

/** Shares that keep no names of their own refuse to sync a folder; what they promise of a rename has to do. */
const NOT_OFFERED = ['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'];

export const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.some((code) => code === error.code);

/** Brings the names in a folder to the disk, where the file system can. */
export const syncFolder = async (path: string): Promise<void> => {
  // Windows opens no folders, and NTFS writes names to its journal by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!hasCode(error, NOT_OFFERED)) throw error;
  } finally {
    await folder.close();
  }
};
