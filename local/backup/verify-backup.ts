import { join } from 'node:path';
import { contentPath, hashFile, LEDGER_COPY, type Manifest, readManifest } from './backup-manifest.ts';

export interface Verified {
  readonly manifest: Manifest;
  /** What is missing or reads otherwise than it was written, by name; empty for a sound backup. */
  readonly damaged: readonly string[];
}

/** Reads a whole backup and compares each file with its hash. Throws `BackupProblem` where the manifest itself cannot be trusted. */
export const verifyBackup = async (backup: string, folder: string): Promise<Verified> => {
  const manifest = await readManifest(backup);
  const damaged: string[] = [];
  const check = async (name: string, path: string, sha256: string): Promise<void> => {
    const found = await hashFile(path).catch(() => undefined);
    if (found?.sha256 !== sha256) damaged.push(name);
  };
  await check(LEDGER_COPY, join(backup, LEDGER_COPY), manifest.ledger.sha256);
  for (const { name, sha256 } of [...manifest.objects, ...manifest.files]) {
    await check(name, contentPath(folder, sha256), sha256);
  }
  return { manifest, damaged };
};
