/** A place in an order of two whole numbers: a time, and the sequence number that tells rows of the same time apart. */
export type Position = readonly [number, number];

const CURSOR = /^(-?\d{1,16})~(\d{1,16})$/;

export const cursorOf = ([time, sequence]: Position): string => `${time}~${sequence}`;

/** Undefined where reading begins. Throws a RangeError for a text that is no cursor of ours. */
export const readCursor = (cursor: string | null | undefined): Position | undefined => {
  if (cursor === null || cursor === undefined) return undefined;
  const match = CURSOR.exec(cursor);
  if (match === null) throw new RangeError('not a cursor of this ledger');
  return [Number(match[1]), Number(match[2])];
};
