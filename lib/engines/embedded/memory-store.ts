import type { ObjectStore } from '../../ports/object-store.ts';
import { mediaTypeOf } from './media-types.ts';
import { namesOf, namesOfPrefix } from './object-keys.ts';

/** The folder store's twin for a ledger in memory. */
export const createMemoryStore = (): ObjectStore => {
  const objects = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => {
      objects.set(checked(key), bytes.slice());
    },
    putIfAbsent: async (key, bytes) => {
      if (objects.has(checked(key))) return 'exists';
      objects.set(key, bytes.slice());
      return 'written';
    },
    get: async (key) => {
      const bytes = objects.get(checked(key));
      return bytes === undefined ? undefined : { bytes: bytes.slice(), mediaType: mediaTypeOf(key) };
    },
    head: async (key) => {
      const bytes = objects.get(checked(key));
      return bytes === undefined ? undefined : { size: bytes.length, mediaType: mediaTypeOf(key) };
    },
    delete: async (key) => {
      objects.delete(checked(key));
    },
    list: async function* (prefix) {
      namesOfPrefix(prefix);
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    },
  };
};

const checked = (key: string): string => namesOf(key).join('/');
