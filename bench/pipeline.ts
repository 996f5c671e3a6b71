import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Contestant, createContestant } from './pipeline/contestant.ts';
import { figuresOf, ratioOf } from './pipeline/figures.ts';
import type { Round } from './pipeline/measure-round.ts';
import { postedItems } from './pipeline/posted-items.ts';
import { startFloor } from './pipeline/start-floor.ts';
import { startProduct } from './pipeline/start-product.ts';

// How fast items come through the whole pipeline: durable before the answer, delivered to three channels that answer at
// once, each delivery recorded. Beside it, turn by turn, the floor. docs/benchmarks.md says how to read the figures.

const { rounds, items } = z
  .object({
    rounds: z.coerce.number().int().min(1).default(7),
    items: z.coerce.number().int().min(10).multipleOf(10).default(1000),
  })
  .parse(parseArgs({ options: { rounds: { type: 'string' }, items: { type: 'string' } } }).values);

const POSTERS = 32;
const WARM_UP = 1000;
const LONGEST = 170_000;
const RESULTS = fileURLToPath(new URL('results', import.meta.url));

const load = (): string =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');

const contest = async (product: Contestant, floor: Contestant): Promise<boolean> => {
  const both = [product, floor];
  for (const contestant of both) await contestant.run(WARM_UP);
  const results = new Map<Contestant, Round[]>(both.map((contestant) => [contestant, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of both) {
      const result = await contestant.run(items);
      results.get(contestant)?.push(result);
      console.log(
        `${round}/${rounds} ${contestant.name}: ${result.itemsPerSecond.toFixed(0)} items/s (load ${load()})`,
      );
    }
  }
  const [ofProduct = [], ofFloor = []] = results.values();
  console.table({
    [product.name]: figuresOf(ofProduct, await product.peak()),
    [floor.name]: figuresOf(ofFloor, await floor.peak()),
  });
  console.log(`${product.name} / ${floor.name}: ${ratioOf(ofProduct, ofFloor)}`);
  const faults = (await Promise.all(both.map((contestant) => contestant.faults()))).flat();
  for (const fault of faults) console.error(fault);
  return faults.length === 0;
};

const bytes = Buffer.byteLength(postedItems(0, 10, Date.now())[0] ?? '');
console.log(
  `${POSTERS} posters, ${items} items of ${bytes} bytes a round and ${items / 10} of them once more; Node ${process.version}, ${availableParallelism()} cores, load ${load()}. Median (least to most).`,
);
await mkdir(RESULTS, { recursive: true });
const folder = await mkdtemp(join(RESULTS, 'pipeline-'));
const running: Contestant[] = [];
const start = async (...of: Parameters<typeof createContestant>): Promise<Contestant> => {
  const contestant = await createContestant(...of);
  running.push(contestant);
  return contestant;
};
const tooLong = setTimeout(() => {
  console.error(`not done within ${LONGEST / 1000} s`);
  process.exit(1);
}, LONGEST);
try {
  const product = await start(startProduct, { folder: join(folder, 'gongkai'), posters: POSTERS });
  const floor = await start(startFloor, { folder: join(folder, 'floor'), posters: POSTERS });
  if (!(await contest(product, floor))) process.exitCode = 1;
} finally {
  clearTimeout(tooLong);
  await Promise.all(running.map((contestant) => contestant.stop()));
  await rm(folder, { recursive: true, force: true });
}
