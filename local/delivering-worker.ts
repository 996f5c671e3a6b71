import { parentPort, workerData } from 'node:worker_threads';
import { joinEmbeddedEngine } from '../lib/engines/embedded/open-embedded-engine.ts';
import { systemClock } from '../lib/ports/clock.ts';
import { createDelivering } from './delivering.ts';
import type { DeliveringNews, DeliveringOrder, DeliveringThreadData } from './delivering-thread.ts';
import { createLineGatherer } from './line-gatherer.ts';
import { createLog } from './log.ts';
import { gatherMeasures } from './metrics/gather-measures.ts';

const { share, configuration, logLevel }: DeliveringThreadData = workerData;

const tell = (news: DeliveringNews): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(news);
};

const lines = createLineGatherer((gathered) => tell({ is: 'log', lines: gathered }));
const measures = gatherMeasures((gathered) => tell({ is: 'measured', measures: gathered }));
process.on('exit', () => {
  measures.flush();
  lines.flush();
});
const log = createLog(logLevel, lines);
const engine = joinEmbeddedEngine(share, { clock: systemClock, onCommit: measures.committed });
const delivering = await createDelivering({
  engine,
  dataDir: share.dataDir,
  configuration,
  clock: systemClock,
  log,
  measures,
});

const stop = async (): Promise<void> => {
  await delivering.stop();
  await engine.close();
  // Ends this thread alone, whatever a call that was given up still waits for.
  process.exit();
};

parentPort?.on('message', (order: DeliveringOrder) => {
  if (order.do === 'look') void delivering.nudges.send(order.nudges);
  else if (order.do === 'start') delivering.start(order.origin);
  else void stop();
});
tell({ is: 'ready' });
