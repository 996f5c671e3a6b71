import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { EngineName } from './engines.ts';

/** What one run came to. */
export const Told = z.object({
  seed: z.int(),
  complaints: z.array(z.string()),
  bugs: z.array(z.string()),
  calls: z.int(),
});
export type Told = z.infer<typeof Told>;

/** Many runs, on all cores. Resolves when they are over, or when `enough` says so. */
export const runSeeds = async (options: {
  readonly engine: EngineName;
  readonly seed: number;
  readonly runs: number;
  readonly mutation: string | null;
  readonly tell: (told: Told) => void;
  readonly enough: () => boolean;
}): Promise<void> => {
  const { engine, seed, runs, mutation, tell, enough } = options;
  const step = Math.min(availableParallelism(), runs);
  const workers = Array.from(
    { length: step },
    (_, index) =>
      new Worker(new URL('worker.ts', import.meta.url), {
        workerData: { engine, first: seed + index, end: seed + runs, step, mutation },
      }),
  );
  const ended = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        tell(Told.parse(message));
        if (enough()) for (const other of workers) void other.terminate();
      });
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  await Promise.all(workers.map(ended));
};
