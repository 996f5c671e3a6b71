// Stands in for the delivering thread: does what it is told, or what its log level says, and tells what it was told.
import { parentPort, workerData } from 'node:worker_threads';
import type { DeliveringNews, DeliveringOrder } from '../../../local/delivering-thread.ts';

const { logLevel: behaviour }: { readonly logLevel: string } = workerData;

const tell = (news: DeliveringNews): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(news);
};
const say = (line: object): void => tell({ is: 'log', lines: `${JSON.stringify(line)}\n` });

class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}
if (behaviour === 'cannot start') throw new ConfigurationProblem('渠道有误');

process.on('exit', () => say({ said: 'last line' }));
parentPort?.on('message', (order: DeliveringOrder) => {
  say(order);
  if (order.do === 'stop') process.exit();
  if (order.do === 'start' && behaviour === 'crashes') throw new TypeError('a fault of ours');
  if (order.do === 'start' && behaviour === 'ends') process.exit();
});
tell({ is: 'ready' });
