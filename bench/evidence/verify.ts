import { verifyFolder } from '../../local/verify/verify-folder.ts';
import { used } from './used.ts';

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
    ...used(),
    lines: verified?.lines,
  }),
);
