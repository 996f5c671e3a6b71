import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { CONTENTS, contentPath, type StoredFile, sha256Of } from './backup-manifest.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Undefined for a file that is not there, or not any more. */
export const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Every file below a folder, by its path from there with `/`, in order; none for a folder that is missing. */
export async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  yield* names.toSorted();
}

/** Writes a file whole or not at all. Its bytes are on the disk when it resolves, its name when its folder was synced. */
export const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}.partial`;
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
};

export interface KeptContent {
  readonly stored: StoredFile;
  /** False: a backup before this one had it already. */
  readonly isNew: boolean;
}

const sizeOrUndefined = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Keeps the bytes of a file under their hash; what is new there is read back. Undefined for a file that has gone meanwhile. */
export const keepContent = async (
  backupFolder: string,
  { name, path }: { readonly name: string; readonly path: string },
): Promise<KeptContent | undefined> => {
  const bytes = await readIfThere(path);
  if (bytes === undefined) return undefined;
  const stored = { name, sha256: sha256Of(bytes), size: bytes.length };
  const target = contentPath(backupFolder, stored.sha256);
  if ((await sizeOrUndefined(target)) === bytes.length) return { stored, isNew: false };
  await writeWhole(target, bytes);
  if (sha256Of(await readFile(target)) !== stored.sha256) {
    throw new Error(`${target} does not read as it was written`);
  }
  return { stored, isNew: true };
};

/** Removes contents that no backup names any more; answers how many. */
export const removeUnused = async (backupFolder: string, used: ReadonlySet<string>): Promise<number> => {
  let removed = 0;
  for await (const name of filesBelow(join(backupFolder, CONTENTS))) {
    if (used.has(name.split('/').at(-1) ?? '')) continue;
    await rm(join(backupFolder, CONTENTS, name));
    removed += 1;
  }
  return removed;
};
