import type { ObjectStore, StoredObject } from '../../../lib/ports/object-store.ts';
import { wholeStreams } from '../../examples/whole-streams.ts';

/** An object store that forgets when the test ends, and counts what is written. */
export interface MemoryObjectStore extends ObjectStore {
  /** A test may put itself in between. */
  putOver: ObjectStore['putOver'];
  readonly objects: Map<string, StoredObject>;
  readonly writes: string[];
  /** The next write fails, as on a full disk. */
  failNextWrite(): void;
}

const KEY = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;

export const createMemoryObjectStore = (): MemoryObjectStore => {
  const objects: MemoryObjectStore['objects'] = new Map();
  const writes: string[] = [];
  let failing = false;
  const write = (key: string, bytes: Uint8Array, mediaType = 'application/octet-stream'): void => {
    if (!KEY.test(key)) throw new Error(`not a key: ${key}`);
    if (failing) {
      failing = false;
      throw new Error('no space left on device');
    }
    writes.push(key);
    objects.set(key, { bytes: Uint8Array.from(bytes), mediaType, tag: String(writes.length) });
  };
  const whole: Omit<MemoryObjectStore, 'putStream' | 'getStream'> = {
    objects,
    writes,
    failNextWrite: () => {
      failing = true;
    },
    put: async (key, bytes, options) => write(key, bytes, options?.mediaType),
    putIfAbsent: async (key, bytes, options) => {
      if (objects.has(key)) return 'exists';
      write(key, bytes, options?.mediaType);
      return 'written';
    },
    putOver: async (key, bytes, seen, options) => {
      if ((objects.get(key)?.tag ?? null) !== seen) return 'stale';
      write(key, bytes, options?.mediaType);
      return 'written';
    },
    get: (key) => Promise.resolve(objects.get(key)),
    head: (key) => {
      const object = objects.get(key);
      return Promise.resolve(object && { size: object.bytes.length, mediaType: object.mediaType });
    },
    delete: async (key) => {
      objects.delete(key);
    },
    forgetVersions: () => Promise.resolve(),
    async *list(prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    },
  };
  return { ...whole, ...wholeStreams(whole) };
};
