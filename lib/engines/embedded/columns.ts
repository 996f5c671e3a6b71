import type { SQLOutputValue } from 'node:sqlite';

type Value = SQLOutputValue | undefined;

/** Reads a column that is text and never null; throws a TypeError for a ledger that was tampered with. */
export const text = (value: Value): string => {
  if (typeof value !== 'string') throw new TypeError(`text expected in the ledger, not ${typeof value}`);
  return value;
};

export const textOrNull = (value: Value): string | null => (value === null ? null : text(value));

/** Reads a column that is a whole number and never null. */
export const integer = (value: Value): number => {
  if (typeof value !== 'number') throw new TypeError(`a number expected in the ledger, not ${typeof value}`);
  return value;
};

export const integerOrNull = (value: Value): number | null => (value === null ? null : integer(value));

/** Reads a column as one of the words that it may hold. */
export const oneOf = <Word extends string>(words: readonly Word[], value: Value): Word => {
  for (const word of words) if (word === value) return word;
  throw new TypeError(`one of ${words.join(', ')} expected in the ledger`);
};

export const oneOfOrNull = <Word extends string>(words: readonly Word[], value: Value): Word | null =>
  value === null ? null : oneOf(words, value);

/** Reads a column of JSON. This engine alone writes it, from a typed row, so what comes back has the type of that row. */
export const json = (value: Value): ReturnType<typeof JSON.parse> => JSON.parse(text(value));

export const jsonOrNull = (value: Value): ReturnType<typeof JSON.parse> =>
  value === null ? null : json(value);
