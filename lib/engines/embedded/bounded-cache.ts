export interface BoundedCache<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  readonly clear: () => void;
}

interface BoundedCacheOptions<Value> {
  /** In the unit of `weigh`. */
  readonly capacity: number;
  /** Weight of one value; each weighs 1 where this is not given. */
  readonly weigh?: (value: Value) => number;
}

/** Remembers what was used last, as much as fits. A value heavier than the whole is not kept. */
export const createBoundedCache = <Key, Value>({
  capacity,
  weigh = () => 1,
}: BoundedCacheOptions<Value>): BoundedCache<Key, Value> => {
  // A Map keeps the order of insertion: its first entry is the one not used for longest.
  const entries = new Map<Key, Value>();
  let weight = 0;

  const drop = (key: Key): void => {
    const value = entries.get(key);
    if (value === undefined) return;
    entries.delete(key);
    weight -= weigh(value);
  };

  return {
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      drop(key);
      entries.set(key, value);
      weight += weigh(value);
      for (const oldest of entries.keys()) {
        if (weight <= capacity) break;
        drop(oldest);
      }
    },
    clear: () => {
      entries.clear();
      weight = 0;
    },
  };
};
