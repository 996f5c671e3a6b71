import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.ts';

/** A long text as an attribute: deflated in place, or the SHA-256 of its deflated bytes in the object store. */
export const Packed = z.union([
  z.object({ deflated: z.instanceof(Uint8Array) }),
  z.object({ storedAs: z.string() }),
]);
export type Packed = z.infer<typeof Packed>;

/** A write is charged by the kilobyte; from about here an object costs less than the row's growth. */
const LARGEST_IN_PLACE = 8 * 1024;
/** Far above any body or import that the API takes, far below what would end the process. */
const LARGEST_INFLATED = 64 * 1024 * 1024;

const storeKey = (hash: string): string => `packed/${hash}`;

export interface Packing {
  /** Durable when it resolves; packing the same text again changes nothing. */
  pack(text: string): Promise<Packed>;
  /** Throws when the object is missing or is not what its hash says. */
  unpack(packed: Packed): Promise<string>;
}

export const createPacking = (objectStore: ObjectStore): Packing => ({
  pack: async (text) => {
    const deflated = deflateRawSync(text);
    if (deflated.byteLength <= LARGEST_IN_PLACE) return { deflated };
    const storedAs = createHash('sha256').update(deflated).digest('hex');
    await objectStore.putIfAbsent(storeKey(storedAs), deflated);
    return { storedAs };
  },

  unpack: async (packed) => {
    if ('deflated' in packed) return inflate(packed.deflated);
    const stored = await objectStore.get(storeKey(packed.storedAs));
    if (stored === undefined) throw new Error(`object ${storeKey(packed.storedAs)} is missing`);
    const hash = createHash('sha256').update(stored.bytes).digest('hex');
    if (hash !== packed.storedAs) throw new Error(`object ${storeKey(packed.storedAs)} hashes to ${hash}`);
    return inflate(stored.bytes);
  },
});

const inflate = (bytes: Uint8Array): string =>
  inflateRawSync(bytes, { maxOutputLength: LARGEST_INFLATED }).toString('utf8');
