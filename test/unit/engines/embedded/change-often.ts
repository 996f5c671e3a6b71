// A thread that opens the engine beside the test's and changes one item again and again, as long as it takes.
import { parentPort, workerData } from 'node:worker_threads';
import {
  type EngineShare,
  joinEmbeddedEngine,
} from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import { systemClock } from '../../../../lib/ports/clock.ts';
import { changeOften } from './change-item-often.ts';

const { share, itemId, changes }: { share: EngineShare; itemId: string; changes: number } = workerData;
const engine = joinEmbeddedEngine(share, { clock: systemClock });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage('ready');
await changeOften(engine.ledger, itemId, { by: 'other', changes });
await engine.close();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage('done');
