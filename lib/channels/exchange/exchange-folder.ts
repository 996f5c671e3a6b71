import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ItemId } from '../../domain/item.ts';
import { type PackageName, packageName, parsePackageName } from './package-name.ts';
import { hasCode, syncFolder } from './sync-folder.ts';

/** The folder cannot be used, and nothing was put there. */
export class FolderUnreachable extends Error {
  override readonly name = 'FolderUnreachable';
}

export interface PackageFile {
  /** `package.xml`, or a name in `attachments/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReceiptFile {
  /** Below `receipts/`. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Milliseconds since 1970, by the clock of the folder's machine. */
  readonly changedAt: number;
}

/** The folder that an exchange front-end machine shares: `outbox` for what we send, `receipts` for what comes back. */
export interface ExchangeFolder {
  /**
   * Puts a package in place, whole or not at all, durable when it resolves; one of the same name that lies there already is
   * the same. Throws {@link FolderUnreachable} where nothing was put there, anything else where that is not known.
   */
  place(name: PackageName, files: readonly PackageFile[], signal: AbortSignal): Promise<void>;
  /** Packages under a key that have not been taken yet. */
  waiting(key: ItemId): Promise<readonly PackageName[]>;
  /** Takes back what nobody has taken yet. */
  remove(name: PackageName): Promise<void>;
  /** Receipts that wait, or those put away under a folder of `receipts`; those too large are cut short. */
  receipts(below?: string): Promise<readonly ReceiptFile[]>;
  /** Moves a receipt to another name below `receipts/`; one that is gone already is no trouble. */
  moveReceipt(name: string, to: string): Promise<void>;
}

/** A receipt is a few lines. */
const LONGEST_RECEIPT = 64 * 1024;

/** Errors of a rename that certainly moved nothing. */
const NOT_MOVED = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EXDEV', 'ENOTDIR'];
const ALREADY_THERE = ['EEXIST', 'ENOTEMPTY'];
const NOTHING_THERE = ['ENOENT', 'ENOTDIR'];

const writeNew = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

const unreachable = (cause: unknown): FolderUnreachable => {
  const detail = cause instanceof Error ? cause.message : '';
  return new FolderUnreachable(
    `交换目录无法使用，请检查共享目录是否已挂载，outbox 和 receipts 两个子目录是否存在、可读写。The exchange folder cannot be used: see whether it is mounted and has outbox and receipts, readable and writable. ${detail}`,
    { cause },
  );
};

export const createExchangeFolder = ({ folder }: { readonly folder: string }): ExchangeFolder => {
  const outbox = join(folder, 'outbox');
  const inbox = join(folder, 'receipts');
  // On the same file system, so that a finished package appears in one step; outside the outbox, so that nobody takes half of one.
  const partial = join(folder, 'partial');
  let cleared: Promise<void> | undefined;

  /** A share that is not mounted has no `outbox`: nothing is made in its place, where nobody would look for it. */
  const reach = async (): Promise<void> => {
    await Promise.all([access(outbox), access(inbox)]);
    cleared ??= rm(partial, { recursive: true, force: true }).catch((error: unknown) => {
      cleared = undefined;
      throw error;
    });
    await cleared;
  };

  const prepare = async (files: readonly PackageFile[]): Promise<string> => {
    const aside = join(partial, randomUUID());
    try {
      await reach();
      for (const { path, bytes } of files) await writeNew(join(aside, path), bytes);
      for (const each of new Set(files.map(({ path }) => dirname(join(aside, path))))) await syncFolder(each);
      return aside;
    } catch (error) {
      await rm(aside, { recursive: true, force: true }).catch(() => undefined);
      throw unreachable(error);
    }
  };

  return {
    async place(name, files, signal) {
      const aside = await prepare(files);
      try {
        // Late, a package could appear behind a newer one.
        signal.throwIfAborted();
        await rename(aside, join(outbox, packageName(name)));
      } catch (error) {
        await rm(aside, { recursive: true, force: true }).catch(() => undefined);
        if (hasCode(error, NOT_MOVED)) throw unreachable(error);
        if (!hasCode(error, ALREADY_THERE)) throw error;
      }
      await syncFolder(outbox);
    },

    async waiting(key) {
      await reach();
      return (await readdir(outbox)).flatMap((name) => {
        const parsed = name.startsWith(key) ? parsePackageName(name) : undefined;
        return parsed === undefined ? [] : [parsed];
      });
    },

    async remove(name) {
      const aside = join(partial, randomUUID());
      await mkdir(partial, { recursive: true });
      try {
        // In one step, so that nobody takes half of it.
        await rename(join(outbox, packageName(name)), aside);
      } catch (error) {
        if (hasCode(error, NOTHING_THERE)) return;
        throw error;
      }
      await rm(aside, { recursive: true, force: true });
      await syncFolder(outbox);
    },

    async receipts(below) {
      await reach();
      const path = below === undefined ? inbox : join(inbox, below);
      const names = await readdir(path).catch((error: unknown) => {
        if (below !== undefined && hasCode(error, NOTHING_THERE)) return [];
        throw error;
      });
      const read = await Promise.all(
        names
          .filter((name) => /^[^.].*\.xml$/i.test(name))
          .toSorted()
          .map((name) => readReceipt(join(path, name), below === undefined ? name : `${below}/${name}`)),
      );
      return read.filter((receipt) => receipt !== undefined);
    },

    async moveReceipt(name, to) {
      const path = join(inbox, to);
      await mkdir(dirname(path), { recursive: true });
      try {
        await rename(join(inbox, name), path);
      } catch (error) {
        if (!hasCode(error, NOTHING_THERE)) throw error;
      }
      await syncFolder(dirname(path));
      await syncFolder(inbox);
    },
  };
};

const readReceipt = async (path: string, name: string): Promise<ReceiptFile | undefined> => {
  try {
    const { size, mtimeMs } = await stat(path);
    const bytes =
      size > LONGEST_RECEIPT ? Buffer.from('回执文件过大。The receipt is too large.') : await readFile(path);
    return { name, bytes, changedAt: mtimeMs };
  } catch (error) {
    if (hasCode(error, NOTHING_THERE)) return undefined;
    throw error;
  }
};
