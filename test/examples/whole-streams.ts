import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../../lib/ports/object-store.ts';

/** Streams of a store of a test that keeps everything in memory anyway. */
export const wholeStreams = (
  store: Pick<ObjectStore, 'get' | 'putOver'>,
): Pick<ObjectStore, 'putStream' | 'getStream'> => ({
  putStream: async (key, chunks, seen, options) => store.putOver(key, await buffer(chunks), seen, options),
  getStream: async (key) => {
    const stored = await store.get(key);
    if (stored === undefined) return undefined;
    const { bytes, mediaType, tag } = stored;
    return {
      size: bytes.byteLength,
      mediaType,
      tag,
      chunks: (async function* () {
        yield bytes;
      })(),
      close: () => Promise.resolve(),
    };
  },
});
