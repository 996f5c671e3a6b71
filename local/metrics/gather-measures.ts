import type { Metrics } from './create-metrics.ts';

/** What deliveries have to say to the metrics, in whatever thread they run. */
export type Measures = Pick<Metrics, 'committed' | 'attempted' | 'confirmed'>;

/** One thing that was said, so that it can be sent. */
export type Measure = {
  readonly [Said in keyof Measures]: { readonly said: Said; readonly of: Parameters<Measures[Said]> };
}[keyof Measures];

/** Milliseconds after which what was gathered is handed on. */
const HANDED_ON_WITHIN = 100;

/** Gathers what is said, so that not each of it is a message of its own. */
export const gatherMeasures = (
  handOn: (measures: readonly Measure[]) => void,
): Measures & { readonly flush: () => void } => {
  let gathered: Measure[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length > 0) handOn(gathered);
    gathered = [];
  };
  const gather = (measure: Measure): void => {
    gathered.push(measure);
    timer ??= setTimeout(flush, HANDED_ON_WITHIN).unref();
  };
  return {
    committed: (...of) => gather({ said: 'committed', of }),
    attempted: (...of) => {
      if (of[0].did === 'attempted') gather({ said: 'attempted', of });
    },
    confirmed: (...of) => gather({ said: 'confirmed', of }),
    flush,
  };
};

/** Says all of it where it counts. */
export const sayMeasures = (measures: readonly Measure[], to: Measures): void => {
  for (const measure of measures) {
    if (measure.said === 'committed') to.committed(...measure.of);
    else if (measure.said === 'attempted') to.attempted(...measure.of);
    else to.confirmed(...measure.of);
  }
};
