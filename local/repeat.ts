/** Something that is done again and again until the server stops. */
export interface Repetition {
  /** Begins no more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs the work after `first` milliseconds, and again after as many as each run answers; never twice at a time. The work
 * answers for its own faults: it must not reject.
 */
export const repeat = (first: number, work: () => Promise<number>): Repetition => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    const pause = await work();
    if (!stopped) schedule(pause);
  };

  const schedule = (milliseconds: number): void => {
    timer = setTimeout(() => {
      running = run();
    }, milliseconds);
  };

  schedule(first);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
