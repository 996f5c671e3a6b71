import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.ts';

/** A long text as an attribute: deflated in place, or `<owner>/<SHA-256 of its deflated bytes>` in the object store; without an owner, as the first release wrote it. */
export const Packed = z.union([
  z.object({ deflated: z.instanceof(Uint8Array) }),
  z.object({ storedAs: z.string() }),
]);
export type Packed = z.infer<typeof Packed>;

/** A write is charged by the kilobyte; from about here an object costs less than the row's growth. */
const LARGEST_IN_PLACE = 8 * 1024;
/** Far above any body or import that the API takes, far below what would end the process. */
const LARGEST_INFLATED = 64 * 1024 * 1024;

const FOLDER = 'packed/';

export interface Packing {
  /**
   * Durable when it resolves; packing the same text again changes nothing. What one owner packs is never another's, so
   * that it can be erased with the owner.
   */
  pack(owner: string, text: string): Promise<Packed>;
  /** Throws when the object is missing or is not what its hash says. */
  unpack(packed: Packed): Promise<string>;
  /** Removes every object of the owner for good, those that no row names included. */
  erase(owner: string): Promise<void>;
}

export const createPacking = (objectStore: ObjectStore): Packing => ({
  pack: async (owner, text) => {
    const deflated = deflateRawSync(text);
    if (deflated.byteLength <= LARGEST_IN_PLACE) return { deflated };
    const storedAs = `${owner}/${sha256Of(deflated)}`;
    await objectStore.putIfAbsent(`${FOLDER}${storedAs}`, deflated);
    return { storedAs };
  },

  unpack: async (packed) => {
    if ('deflated' in packed) return inflate(packed.deflated);
    const key = `${FOLDER}${packed.storedAs}`;
    const stored = await objectStore.get(key);
    if (stored === undefined) throw new Error(`object ${key} is missing`);
    const hash = sha256Of(stored.bytes);
    if (hash !== packed.storedAs.split('/').at(-1)) throw new Error(`object ${key} hashes to ${hash}`);
    return inflate(stored.bytes);
  },

  erase: async (owner) => {
    for await (const key of objectStore.list(`${FOLDER}${owner}/`)) {
      await objectStore.delete(key);
      await objectStore.forgetVersions(key);
    }
  },
});

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const inflate = (bytes: Uint8Array): string =>
  inflateRawSync(bytes, { maxOutputLength: LARGEST_INFLATED }).toString('utf8');
