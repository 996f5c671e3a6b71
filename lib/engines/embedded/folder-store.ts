import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { BigIntStats, Dirent } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from '../../ports/object-store.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { mediaTypeOf } from './media-types.ts';
import { namesOf, namesOfPrefix } from './object-keys.ts';
import { storageTroubleOf } from './storage-trouble-of.ts';
import { syncFolder } from './sync-folder.ts';
import { createTurns, shareTurns } from './turns.ts';

/** No such name; or a folder where a file should be, or the other way round. */
const NOTHING_THERE = ['ENOENT', 'EISDIR', 'ENOTDIR'];
const TAKEN = ['EEXIST'];
const KNOWN_FOLDERS = 10_000;
/** Bytes read at once of what is too large to hold. */
const STREAM_CHUNK = 256 * 1024;
/** Names below the folder: the objects, and what was being written when a process died. */
const FILES = 'files';
const PARTIAL = 'partial';

/** Names that are waited for together. */
const PLACES = 64;

/** Memory for the turns of all who place objects, to be handed to every thread that has the store. */
export const shareNames = (): SharedArrayBuffer => shareTurns(PLACES);

interface FolderStoreDependencies {
  readonly folder: string;
  /** See {@link shareNames}. */
  readonly names: SharedArrayBuffer;
}

/** Opens the object store of a folder that belongs to this process alone, rid of what the one before it left half written. */
export const openFolderStore = async ({
  folder,
  names = shareNames(),
}: Partial<FolderStoreDependencies> & Pick<FolderStoreDependencies, 'folder'>): Promise<ObjectStore> => {
  const partial = join(folder, PARTIAL);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await mkdir(join(folder, FILES), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  return createFolderStore({ folder, names });
};

/** The same store for another thread of the process that has opened it. */
export const createFolderStore = ({ folder, names }: FolderStoreDependencies): ObjectStore => {
  const files = join(folder, FILES);
  const partial = join(folder, PARTIAL);
  const pathOf = (key: string): string => join(files, ...namesOf(key));

  /** Folders whose names, and the names of all above them, are on the disk. */
  const known = createBoundedCache<string, true>({ capacity: KNOWN_FOLDERS });

  /** Also syncs what another put has just made: that one may not have come so far. */
  const makeFolder = async (path: string): Promise<void> => {
    if (known.get(path) === true) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    for (let made = path; made !== files; made = dirname(made)) await syncFolder(dirname(made));
    known.set(path, true);
  };

  /** Writes the bytes aside, on the disk, and has them put in place; nothing is left aside. */
  const writeAside = async <Outcome>(
    path: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    place: (aside: string) => Promise<Outcome>,
  ): Promise<Outcome> => {
    const aside = join(partial, randomUUID());
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await makeFolder(dirname(path));
      const outcome = await place(aside);
      // Also where somebody else's file was there first: its name may not have reached the disk yet.
      await syncFolder(dirname(path));
      return outcome;
    } catch (error) {
      throw storageTroubleOf(error);
    } finally {
      await rm(aside, { force: true });
    }
  };

  /** Looking and placing are one step among all who place something under the name. */
  const inTurn = createTurnsByName(names);

  /** False where the name is taken. */
  const placeNew = (path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<boolean> =>
    writeAside(path, bytes, async (aside) => {
      // Unlike a rename, a link refuses a name that is taken.
      const linked = await unless(
        TAKEN,
        link(aside, path).then(() => true),
      );
      return linked === true;
    });

  const placeOver = async (
    path: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    seen: string | null,
  ): Promise<'written' | 'stale'> => {
    if (seen === null) return (await placeNew(path, bytes)) ? 'written' : 'stale';
    return await writeAside(path, bytes, (aside) =>
      inTurn(path, async () => {
        if ((await tagAt(path)) !== seen) return 'stale';
        await rename(aside, path);
        return 'written';
      }),
    );
  };

  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await writeAside(path, bytes, (aside) => inTurn(path, () => rename(aside, path)));
    },
    putIfAbsent: async (key, bytes) => ((await placeNew(pathOf(key), bytes)) ? 'written' : 'exists'),
    putOver: async (key, bytes, seen) => placeOver(pathOf(key), bytes, seen),
    putStream: async (key, chunks, seen) => {
      const path = pathOf(key);
      if ((await tagAt(path)) !== seen) return 'stale';
      return await placeOver(path, chunks, seen);
    },
    get: async (key) => {
      const file = await unless(NOTHING_THERE, open(pathOf(key), 'r'));
      if (file === undefined) return undefined;
      try {
        const found = await file.stat({ bigint: true });
        if (!found.isFile()) return undefined;
        return { bytes: await file.readFile(), mediaType: mediaTypeOf(key), tag: tagOf(found) };
      } finally {
        await file.close();
      }
    },
    getStream: async (key) => {
      const file = await unless(NOTHING_THERE, open(pathOf(key), 'r'));
      if (file === undefined) return undefined;
      const found = await file.stat({ bigint: true });
      if (!found.isFile()) {
        await file.close();
        return undefined;
      }
      const chunks = file.createReadStream({ highWaterMark: STREAM_CHUNK });
      return {
        size: Number(found.size),
        mediaType: mediaTypeOf(key),
        tag: tagOf(found),
        chunks,
        close: async () => {
          if (chunks.closed) return;
          const closed = once(chunks, 'close');
          chunks.destroy();
          await closed;
        },
      };
    },
    head: async (key) => {
      const found = await unless(NOTHING_THERE, stat(pathOf(key)));
      return found?.isFile() === true ? { size: found.size, mediaType: mediaTypeOf(key) } : undefined;
    },
    delete: async (key) => {
      const path = pathOf(key);
      await unless(
        NOTHING_THERE,
        inTurn(path, () => unlink(path)),
      );
      await unless(NOTHING_THERE, syncFolder(dirname(path)));
    },
    forgetVersions: async (key) => {
      // A folder keeps none.
      pathOf(key);
    },
    list: (prefix) => keysBelow(join(files, ...namesOfPrefix(prefix)), prefix),
  };
};

/** Every put makes a file of its own, while the one before it is still there. */
const tagOf = ({ ino, mtimeNs, size }: BigIntStats): string => `${ino}.${mtimeNs}.${size}`;

/** Null where no file is. */
const tagAt = async (path: string): Promise<string | null> => {
  const there = await unless(NOTHING_THERE, stat(path, { bigint: true }));
  return there === undefined ? null : tagOf(there);
};

/** Runs what concerns one name one after another, in whatever thread; now and then a name waits for another one. */
const createTurnsByName = (shared: SharedArrayBuffer) => {
  const places = Array.from({ length: PLACES }, (_, place) => createTurns(shared, place));
  return async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const turns = places[placeOf(name)];
    await turns?.take();
    try {
      return await work();
    } finally {
      turns?.pass();
    }
  };
};

const placeOf = (name: string): number => {
  let sum = 0;
  for (let index = 0; index < name.length; index += 1) sum = (sum * 31 + name.charCodeAt(index)) % PLACES;
  return sum;
};

/** One folder in memory at a time. */
async function* keysBelow(path: string, prefix: string): AsyncGenerator<string> {
  const entries = (await unless(NOTHING_THERE, readdir(path, { withFileTypes: true }))) ?? [];
  for (const entry of entries.toSorted(byKey)) {
    if (entry.isDirectory()) yield* keysBelow(join(path, entry.name), `${prefix}${entry.name}/`);
    else yield `${prefix}${entry.name}`;
  }
}

/** Keys go on with `/` after the name of a folder, which comes after `-` and `.` but before letters. */
const byKey = (a: Dirent, b: Dirent): number => (keyPart(a) < keyPart(b) ? -1 : 1);
const keyPart = (entry: Dirent): string => (entry.isDirectory() ? `${entry.name}/` : entry.name);

/** Undefined where the operation fails for one of these reasons. */
const unless = async <Value>(
  codes: readonly string[],
  promise: Promise<Value>,
): Promise<Value | undefined> => {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (!codes.some((code) => code === error.code)) throw error;
    return undefined;
  }
};
