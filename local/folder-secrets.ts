import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../lib/ports/secrets.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const readOrUndefined = async (file: string): Promise<string | undefined> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

export interface FolderSecrets extends Secrets {
  /** Makes a secret up where none is stored: for practice networks, which check it in the same server. */
  makeUp(name: string): Promise<void>;
}

/** Secrets of the single machine: `DATA_DIR/secrets/<name>`, mode 0600. */
export const createFolderSecrets = async ({
  folder,
}: {
  readonly folder: string;
}): Promise<FolderSecrets> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = new Map<string, { readonly value: string; readonly readAt: number }>();
  const KEPT = 60_000;
  return {
    async read(name) {
      if (!NAME.test(name)) return undefined;
      const held = known.get(name);
      if (held !== undefined && performance.now() - held.readAt < KEPT) return held.value;
      const value = await readOrUndefined(join(folder, name));
      // What is missing is looked for each time, so that it serves from the moment it is stored.
      if (value !== undefined) known.set(name, { value, readAt: performance.now() });
      return value;
    },
    async makeUp(name) {
      const file = join(folder, name);
      // Empty: a start that died between making the file and writing it.
      if (((await readOrUndefined(file)) ?? '') !== '') return;
      const handle = await open(file, 'w', 0o600);
      await handle.writeFile(`whsec_${randomBytes(32).toString('base64')}\n`);
      await handle.sync();
      await handle.close();
    },
  };
};
