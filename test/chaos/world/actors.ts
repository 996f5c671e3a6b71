import { type Life, type Scheduler, StoreFault } from '../scheduler.ts';

/** What came of something that a process was asked to do. `unanswered`: it died, or a store failed; it may have been done. */
export type Answered<Result> =
  | { readonly answer: 'given'; readonly result: Result }
  | { readonly answer: 'none' };

/** Everything that is being done at this moment, by whichever process. */
export interface Actors {
  /** Begins something; whoever asked is told when it ends, or never hears of it again. */
  begin<Result>(
    life: Life,
    name: string,
    work: () => Promise<Result>,
    heard?: (answered: Answered<Result>) => void,
  ): void;
  /** How many are busy. */
  readonly busy: number;
  /** Faults that are nobody's but ours: a bug in the product. */
  readonly bugs: readonly { readonly name: string; readonly error: unknown }[];
}

export const createActors = (scheduler: Scheduler): Actors => {
  const busy = new Set<{ readonly life: Life }>();
  const bugs: { readonly name: string; readonly error: unknown }[] = [];
  return {
    bugs,
    get busy() {
      return [...busy].filter(({ life }) => life.alive).length;
    },
    begin(life, name, work, heard) {
      const actor = { life };
      busy.add(actor);
      scheduler.trace.push(`${life.name}: ${name}`);
      const end = (answered: Parameters<NonNullable<typeof heard>>[0]): void => {
        busy.delete(actor);
        heard?.(answered);
      };
      work().then(
        (result) => end({ answer: 'given', result }),
        (error: unknown) => {
          if (!(error instanceof StoreFault)) bugs.push({ name, error });
          end({ answer: 'none' });
        },
      );
    },
  };
};
