import type * as z from 'zod';

/** An opaque cursor: where to go on, as URL-safe text. */
export const formatCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Throws a RangeError for what `formatCursor` did not make of such a position. */
export const parseCursor = <Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> => {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new RangeError('not a cursor of this list', { cause });
  }
};
