import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../../ports/object-store.ts';
import { mediaTypeOf } from './media-types.ts';
import { namesOf, namesOfPrefix } from './object-keys.ts';

/** The folder store's twin for a ledger in memory. */
export const createMemoryStore = (): ObjectStore => {
  const objects = new Map<string, { readonly bytes: Uint8Array; readonly tag: string }>();
  let puts = 0;
  const place = (key: string, bytes: Uint8Array): void => {
    puts += 1;
    objects.set(key, { bytes: bytes.slice(), tag: String(puts) });
  };
  return {
    put: async (key, bytes) => {
      place(checked(key), bytes);
    },
    putIfAbsent: async (key, bytes) => {
      if (objects.has(checked(key))) return 'exists';
      place(key, bytes);
      return 'written';
    },
    putOver: async (key, bytes, seen) => {
      if ((objects.get(checked(key))?.tag ?? null) !== seen) return 'stale';
      place(key, bytes);
      return 'written';
    },
    putStream: async (key, chunks, seen) => {
      const isStale = (): boolean => (objects.get(checked(key))?.tag ?? null) !== seen;
      if (isStale()) return 'stale';
      const bytes = await buffer(chunks);
      if (isStale()) return 'stale';
      place(key, bytes);
      return 'written';
    },
    get: async (key) => {
      const object = objects.get(checked(key));
      if (object === undefined) return undefined;
      return { bytes: object.bytes.slice(), mediaType: mediaTypeOf(key), tag: object.tag };
    },
    getStream: async (key) => {
      const object = objects.get(checked(key));
      if (object === undefined) return undefined;
      return {
        size: object.bytes.length,
        mediaType: mediaTypeOf(key),
        tag: object.tag,
        chunks: inChunks(object.bytes),
        close: () => Promise.resolve(),
      };
    },
    head: async (key) => {
      const object = objects.get(checked(key));
      return object === undefined ? undefined : { size: object.bytes.length, mediaType: mediaTypeOf(key) };
    },
    delete: async (key) => {
      objects.delete(checked(key));
    },
    forgetVersions: async (key) => {
      checked(key);
    },
    list: async function* (prefix) {
      namesOfPrefix(prefix);
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    },
  };
};

const checked = (key: string): string => namesOf(key).join('/');

const CHUNK = 256 * 1024;

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.slice(from, from + CHUNK);
}
