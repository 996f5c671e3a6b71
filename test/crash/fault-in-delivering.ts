// Loaded into every thread of a server before its own code: as soon as the file exists that FAULT_WHEN names, the thread
// that delivers throws where nobody catches.
import { existsSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const file = process.env['FAULT_WHEN'];
const delivers =
  !isMainThread && typeof workerData === 'object' && workerData !== null && 'share' in workerData;
if (file !== undefined && delivers) {
  setInterval(() => {
    if (existsSync(file)) throw new TypeError('a planted fault');
  }, 20).unref();
}
