import { NoAnswer } from './channel.ts';

/** The work's result, or `NoAnswer` as soon as the signal aborts: a store that hangs may still finish the write. */
export const untilAborted = <Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(new NoAnswer('time is up'));
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
