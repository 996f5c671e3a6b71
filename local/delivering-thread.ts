import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '../lib/configuration/configuration.ts';
import type { EngineShare } from '../lib/engines/embedded/open-embedded-engine.ts';
import type { Nudge } from '../lib/ports/nudges.ts';
import type { Delivering } from './delivering.ts';
import type { Log } from './log.ts';
import { type Measure, type Measures, sayMeasures } from './metrics/gather-measures.ts';

/** What the delivering thread starts with. */
export interface DeliveringThreadData {
  readonly share: EngineShare;
  readonly configuration: Configuration;
  readonly logLevel: string;
}

/** What it is told. */
export type DeliveringOrder =
  | { readonly do: 'start'; readonly origin: string }
  | { readonly do: 'look'; readonly nudges: readonly Nudge[] }
  /** Stop, and end the thread. */
  | { readonly do: 'stop' };

/** What it tells. */
export type DeliveringNews =
  | { readonly is: 'ready' }
  /** Whole lines of its log. */
  | { readonly is: 'log'; readonly lines: string }
  | { readonly is: 'measured'; readonly measures: readonly Measure[] };

/** MiB for young objects. What a delivery makes lives as long as its call, which is longer than the default lets it. */
const YOUNG_GENERATION = 64;

/** What the id of a thread becomes with its end. */
const ENDED = -1;

export interface DeliveringThread extends Delivering {
  /** Resolves when the thread has ended without being told to: nothing is delivered any more. */
  readonly crashed: Promise<Error>;
}

/**
 * Delivers in a thread of its own, with a connection of its own to the ledger, so that a storm of deliveries and a storm of
 * posts each have a processor. Only nudges go over. Resolves when the thread is ready; rejects with what kept it from that.
 */
export const startDeliveringThread = async ({
  log,
  measures,
  module,
  ...workerData
}: DeliveringThreadData & {
  readonly log: Log;
  readonly measures: Measures;
  /** Another entry of the thread, for tests. */
  readonly module?: URL;
}): Promise<DeliveringThread> => {
  const worker = new Worker(module ?? new URL('./delivering-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  const ready = Promise.withResolvers<void>();
  const crashed = Promise.withResolvers<Error>();
  let stopped: Promise<unknown> | undefined;
  let fault: Error | undefined;
  worker.on('message', (news: DeliveringNews) => {
    if (news.is === 'ready') ready.resolve();
    else if (news.is === 'log') log.relay(news.lines);
    else sayMeasures(news.measures, measures);
  });
  worker.on('error', (error: Error) => {
    fault = error;
  });
  // Comes after the error and after the last line of the log.
  worker.on('exit', (code) => {
    const why = fault ?? new Error(`the delivering thread has ended (${code})`);
    ready.reject(why);
    if (stopped === undefined) crashed.resolve(why);
  });
  await ready.promise;

  const tell = (order: DeliveringOrder): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(order);
  };
  let gathered: Nudge[] = [];
  const handOver = (): void => {
    tell({ do: 'look', nudges: gathered });
    gathered = [];
  };

  const end = async (): Promise<void> => {
    if (worker.threadId === ENDED) return;
    const exit = once(worker, 'exit');
    tell({ do: 'stop' });
    await exit;
  };

  return {
    nudges: {
      send: async (nudges) => {
        if (nudges.length === 0) return;
        // After the sender's turn, and in one message for all who send in it.
        if (gathered.length === 0) setImmediate(handOver);
        gathered.push(...nudges);
      },
    },
    start: (origin) => tell({ do: 'start', origin }),
    async stop() {
      stopped ??= end();
      await stopped;
    },
    crashed: crashed.promise,
  };
};
