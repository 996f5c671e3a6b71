/** How often content was erased, as all threads know it: whatever was read before may hold what nobody is to read any more. */
export interface Erasures {
  readonly count: () => number;
  /** Tells of one that is committed. */
  readonly note: () => void;
}

/** Memory for {@link createErasures}, to be handed to every thread. */
export const shareErasures = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

export const createErasures = (shared: SharedArrayBuffer): Erasures => {
  const counter = new Int32Array(shared);
  return {
    count: () => Atomics.load(counter, 0),
    note: () => {
      Atomics.add(counter, 0, 1);
    },
  };
};
