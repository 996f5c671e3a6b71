import type { Examine } from '../lib/usecases/relations/examine.ts';
import type { Log } from './log.ts';

/** Milliseconds between two runs: nobody waits for a suspect. */
const PAUSE = 15_000;
/** The same while more waits, as after an import: a tenth of a core at the most. */
const SHORT_PAUSE = 2000;
/** Milliseconds after which a run examines no more. */
const BOUND = 200;

export interface ExamineLoop {
  stop(): Promise<void>;
}

/** Looks for items that may be the same, beside the deliveries and never in their way. */
export const startExamineLoop = ({
  examine,
  log,
}: {
  readonly examine: Examine;
  readonly log: Log;
}): ExamineLoop => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
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
    if (!stopped) schedule(pause);
  };

  const schedule = (milliseconds: number): void => {
    timer = setTimeout(() => {
      running = run();
    }, milliseconds);
  };

  schedule(SHORT_PAUSE);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
