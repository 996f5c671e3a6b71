import type { Family, Labels, Sample } from './exposition.ts';

/** Something counted since the process began, by labels. */
export interface Counter {
  add(labels: Labels): void;
  family(): Family;
}

const keyOf = (labels: Labels): string => JSON.stringify(labels);

export const createCounter = (name: string, help: string): Counter => {
  const counts = new Map<string, { readonly labels: Labels; value: number }>();
  return {
    add(labels) {
      const key = keyOf(labels);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { labels, value: 1 });
      else known.value += 1;
    },
    family: () => ({ name, help, type: 'counter', samples: [...counts.values()] }),
  };
};

/** Durations since the process began, by labels. */
export interface Histogram {
  observe(seconds: number, labels?: Labels): void;
  family(): Family;
}

interface Distribution {
  readonly labels: Labels;
  /** Observations by the first bound that they do not exceed; the last is for all above. */
  readonly buckets: number[];
  sum: number;
  count: number;
}

/** `bounds` in seconds, ascending. */
export const createHistogram = (name: string, help: string, bounds: readonly number[]): Histogram => {
  const distributions = new Map<string, Distribution>();

  const distributionOf = (labels: Labels): Distribution => {
    const key = keyOf(labels);
    let found = distributions.get(key);
    if (found === undefined) {
      found = { labels, buckets: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0, count: 0 };
      distributions.set(key, found);
    }
    return found;
  };

  const samplesOf = ({ labels, buckets, sum, count }: Distribution): readonly Sample[] => {
    let below = 0;
    const bounded = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
      below += buckets[index] ?? 0;
      const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
      return { suffix: '_bucket', labels: { ...labels, le }, value: below };
    });
    return [...bounded, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }];
  };

  return {
    observe(seconds, labels = {}) {
      const distribution = distributionOf(labels);
      const first = bounds.findIndex((bound) => seconds <= bound);
      const index = first === -1 ? bounds.length : first;
      distribution.buckets[index] = (distribution.buckets[index] ?? 0) + 1;
      distribution.sum += seconds;
      distribution.count += 1;
    },
    family: () => ({
      name,
      help,
      type: 'histogram',
      samples: [...distributions.values()].flatMap(samplesOf),
    }),
  };
};
