import { verifyFolder } from '../../local/verify/verify-folder.ts';
import { peakMemory } from './peak-memory.ts';

const [, , folder = ''] = process.argv;
const started = performance.now();
const verified = await verifyFolder({
  folder,
  tell: (where, what) => {
    throw new Error(`${where}: ${what}`);
  },
});
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    memory: peakMemory(),
    lines: verified?.lines,
  }),
);
