import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openDatabase } from '../lib/engines/embedded/open-database.ts';
import { openEmbeddedEngine } from '../lib/engines/embedded/open-embedded-engine.ts';
import { systemClock } from '../lib/ports/clock.ts';
import { fillLedger } from './count/fill-ledger.ts';
import { mergeItems } from './count/merge-items.ts';

// What the count of a large ledger costs, and what the server feels of it. The floor is SQLite itself on the same file:
// the bare number of items, and the number of items by set of channels, which is the least that a deduplicated count has to know.

const { values: given } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '9' },
    merges: { type: 'string', default: '5000' },
  },
});
const deliveries = Number(given.deliveries);
const rounds = Number(given.rounds);
const merges = Number(given.merges);

/** One of the six years that the ledger is filled with, and all that a publication of them can fall into. */
const YEAR = 2024;
const YEARS = Array.from({ length: 9 }, (_, index) => 2021 + index);
const COUNT = `count of ${YEAR}, by all its figures`;

const FLOORS = {
  'floor: count(distinct item)':
    'SELECT count(DISTINCT item) FROM delivery WHERE publication_code IS NOT NULL',
  'floor: items by set of channels': `SELECT channels, count(*) FROM (
      SELECT group_concat(channel) AS channels FROM delivery WHERE public_at IS NOT NULL GROUP BY item
    ) GROUP BY channels`,
};

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-bench-count-'));
try {
  const path = join(dataDir, 'ledger.db');
  const filled = openDatabase(path);
  const started = performance.now();
  const items = fillLedger(filled, deliveries);
  mergeItems(filled, items, merges);
  filled.close();
  console.log(
    `${deliveries} deliveries of ${items} items, ${merges} merges, written in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );

  const engine = await openEmbeddedEngine({ dataDir, clock: systemClock });
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
  const floors = Object.entries(FLOORS).map(([name, sql]) => ({ name, query: reader.prepare(sql) }));

  let published = 0;
  const count = async (year: number): Promise<void> => {
    const counted = await engine.ledger.countYear({
      year,
      policies: { countReposts: true },
      channels: ['portal', 'provincial', 'municipal'],
    });
    published += counted.total;
  };
  const first = await timed(() => count(YEAR));

  // Taken in turns, so that whatever else the machine does meets all of them alike.
  const times = new Map<string, number[]>([
    [COUNT, []],
    ...floors.map(({ name }): [string, number[]] => [name, []]),
  ]);
  let longestDelay = 0;
  for (let round = 0; round < rounds; round++) {
    // A new one each time: one that goes on would take the floors' time for a delay.
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    times.get(COUNT)?.push(await timed(() => count(YEAR)));
    delay.disable();
    longestDelay = Math.max(longestDelay, delay.max / 1e6);
    for (const { name, query } of floors) times.get(name)?.push(await timed(() => query.all()));
  }
  reader.close();
  published = 0;
  for (const year of YEARS) await count(year);
  await engine.close();

  if (published !== items - merges)
    throw new Error(
      `${published} items counted over the years, ${items} written and ${merges} merged into others`,
    );
  const floor = median(times.get('floor: count(distinct item)') ?? []);
  console.log(`the first count, with its thread to start: ${first.toFixed(0)} ms\n`);
  console.log(`${'median of'.padEnd(34)}${`${rounds} rounds`.padStart(12)}${'ratio'.padStart(8)}`);
  for (const [name, measured] of times) {
    const ms = median(measured);
    console.log(
      `${name.padEnd(34)}${`${ms.toFixed(0)} ms`.padStart(12)}${(ms / floor).toFixed(1).padStart(8)}`,
    );
  }
  console.log(`\nlongest the server stood still meanwhile: ${longestDelay.toFixed(1)} ms`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
