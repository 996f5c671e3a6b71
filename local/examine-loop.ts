import type { Examine } from '../lib/usecases/relations/examine.ts';
import type { Log } from './log.ts';
import { type Repetition, repeat } from './repeat.ts';

/** Milliseconds between two runs: nobody waits for a suspect. */
const PAUSE = 15_000;
/** The same while more waits, as after an import: a tenth of a core at the most. */
const SHORT_PAUSE = 2000;
/** Milliseconds after which a run examines no more. */
const BOUND = 200;

/** Looks for items that may be the same, beside the deliveries and never in their way. */
export const startExamineLoop = ({
  examine,
  log,
}: {
  readonly examine: Examine;
  readonly log: Log;
}): Repetition => {
  const run = async (): Promise<number> => {
    let pause = PAUSE;
    try {
      const { suspects, faults, complete } = await examine({ milliseconds: BOUND });
      if (suspects > 0) log.info({ suspects }, 'items that may be the same wait for a decision');
      for (const { itemId, error } of faults)
        log.error({ err: error, item: itemId }, 'an item cannot be examined and will be tried again');
      if (!complete && faults.length === 0) pause = SHORT_PAUSE;
    } catch (error) {
      log.error({ err: error }, 'looking for doubles failed and will be tried again');
    }
    return pause;
  };

  return repeat(SHORT_PAUSE, run);
};
