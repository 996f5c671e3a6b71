const NAME = /^[A-Za-z0-9._-]+$/;

/** The names that a key is made of. Throws a RangeError for a key that is none: it could lead out of the folder. */
export const namesOf = (key: string): readonly string[] => {
  const names = key.split('/');
  for (const name of names) {
    if (!NAME.test(name) || name === '.' || name === '..') {
      throw new RangeError(`not an object key: ${JSON.stringify(key)}`);
    }
  }
  return names;
};

/** The same for a prefix, which ends with `/`. */
export const namesOfPrefix = (prefix: string): readonly string[] => {
  if (!prefix.endsWith('/')) throw new RangeError(`not a prefix: ${JSON.stringify(prefix)}`);
  return namesOf(prefix.slice(0, -1));
};
