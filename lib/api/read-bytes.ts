import type { Context } from 'hono';

/**
 * The whole body, or `too-large` as soon as it is known to be. A declared length is believed, since the server cuts the
 * body there; without one the bytes are counted as they come.
 */
export const readBytes = async (context: Context, limit: number): Promise<Uint8Array | 'too-large'> => {
  const { req } = context;
  const declared = req.header('content-length');
  if (declared !== undefined && req.header('transfer-encoding') === undefined) {
    // Never touches `raw.body`, which would make the Node server build a whole Request.
    return Number(declared) > limit ? 'too-large' : new Uint8Array(await req.arrayBuffer());
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bodyChunks(context)) {
    size += part.byteLength;
    if (size > limit) return 'too-large';
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** The body as it arrives. */
export const bodyChunks = async function* ({ req }: Context): AsyncGenerator<Uint8Array> {
  if (req.raw.body !== null) yield* req.raw.body;
};
