import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { isEngineName, STORES } from './engines.ts';
import { MUTATIONS } from './mutations.ts';
import { runSeed } from './run-chaos.ts';
import { stopAwsServices } from './world/aws-store.ts';

/** Seeds `first`, `first + step`, … below `end`; with a bug built in, where one is named, until it was found. */
export const Share = z.object({
  engine: z.string().refine(isEngineName),
  first: z.int(),
  end: z.int(),
  step: z.int(),
  mutation: z.string().nullable(),
});

const { engine, first, end, step, mutation } = Share.parse(workerData);
const bend = MUTATIONS.find(({ name }) => name === mutation)?.bend;
const openStore = STORES[engine];

for (let seed = first; seed < end; seed += step) {
  const { complaints, bugs, trace } = await runSeed(seed, { openStore, ...(bend && { bend }) });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ seed, complaints, bugs, calls: trace.length });
  if (mutation !== null && complaints.length > 0) break;
}
await stopAwsServices();
