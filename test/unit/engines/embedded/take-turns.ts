// A thread that takes turns with others and counts how often it was not alone.
import { setImmediate as nextRound } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createTurns } from '../../../../lib/engines/embedded/turns.ts';

const { times, ...shared }: { turns: SharedArrayBuffer; inside: SharedArrayBuffer; times: number } =
  workerData;
const turns = createTurns(shared.turns);
const inside = new Int32Array(shared.inside);

let overlaps = 0;
for (let time = 0; time < times; time += 1) {
  await turns.take();
  if (Atomics.add(inside, 0, 1) !== 0) overlaps += 1;
  for (let look = 0; look < 50; look += 1) if (Atomics.load(inside, 0) !== 1) overlaps += 1;
  Atomics.sub(inside, 0, 1);
  turns.pass();
  if (time % 3 === 0) await nextRound();
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage({ overlaps });
