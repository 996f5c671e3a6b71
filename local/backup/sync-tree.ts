import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../lib/engines/embedded/sync-folder.ts';

/** Brings the names of all files and folders below a folder to the disk, its own included; what they hold was synced when it was written. */
export const syncTree = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  await syncFolder(folder);
};
