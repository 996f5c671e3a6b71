import { open } from 'node:fs/promises';

/** Brings the names in a folder to the disk: an fsync of a file alone does not keep the name it was given. */
export const syncFolder = async (path: string): Promise<void> => {
  // Windows opens no folders, and NTFS writes names to its journal by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
