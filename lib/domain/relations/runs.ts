/** Characters of a run: long enough that common words of office language do not make two texts alike. */
const RUN = 4;
/** Characters of a text that are looked at: what makes two notices alike shows long before. */
const LONGEST = 20_000;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Spreads what FNV-1a leaves close together (the last step of MurmurHash3). */
const mixed = (hash: number): number => {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

/** Hashes, of 32 bits, of all runs of characters of a canonical text; few or none for a text too short to tell anything. */
export const runsOf = (text: string): ReadonlySet<number> => {
  const end = Math.min(text.length, LONGEST) - RUN;
  const runs = new Set<number>();
  for (let start = 0; start <= end; start += 1) {
    let hash = FNV_OFFSET;
    for (let at = start; at < start + RUN; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
    runs.add(mixed(hash));
  }
  return runs;
};

/** Share of the runs of either that both have (Jaccard), 0 to 1. */
export const similarityOf = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const both = a.intersection(b).size;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
};

/** Groups of bins, and bins of a group: alike at 0.8 are met with a probability of 93 %, alike at 0.9 with 99.5 %. */
const BANDS = 5;
const ROWS = 4;
const BINS = BANDS * ROWS;
/** Runs without which a text is too short for the bands to mean anything. */
const FEWEST_RUNS = 16;

/**
 * MinHash by one permutation: texts that are alike have equal bands, each with the probability of similarity to the fourth power.
 * An empty bin borrows from the next that is not. Undefined for a text that is too short.
 */
export const bandsOf = (runs: ReadonlySet<number>): readonly string[] | undefined => {
  if (runs.size < FEWEST_RUNS) return undefined;
  const least: (number | undefined)[] = Array.from({ length: BINS }, () => undefined);
  for (const run of runs) {
    const bin = run % BINS;
    const known = least[bin];
    if (known === undefined || run < known) least[bin] = run;
  }
  const full = least.map((_, bin) => {
    for (let step = 0; step < BINS; step += 1) {
      const found = least[(bin + step) % BINS];
      if (found !== undefined) return `${found}+${step}`;
    }
    throw new Error('a text of many runs has none');
  });
  return Array.from({ length: BANDS }, (_, band) => full.slice(band * ROWS, (band + 1) * ROWS).join(' '));
};
