import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../lib/domain/item.ts';
import { isoShanghai } from '../../lib/domain/shanghai-time.ts';
import { BACKUPS } from './backup-manifest.ts';

/** `20261124-160839`, Asia/Shanghai: names in order of time. */
export const stampOf = (now: Instant): string =>
  isoShanghai(now).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

const NAME = /^\d{8}-\d{6}$/;

/** Whole backups of a folder, oldest first. */
export const listBackups = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(join(folder, BACKUPS)).catch(() => []);
  return names
    .filter((name) => NAME.test(name))
    .toSorted()
    .map((name) => join(folder, BACKUPS, name));
};
