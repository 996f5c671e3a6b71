import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as z from 'zod';
import { openDatabase } from '../lib/engines/embedded/open-database.ts';
import { fillLedger } from './count/fill-ledger.ts';
import { mergeItems } from './count/merge-items.ts';

// What it costs to build the return of a year with a million lines of evidence, and to verify it from its folder alone:
// seconds, processor seconds of all threads, peak memory of the process, and how long the server's own thread stood still at most.

const { values: given } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    merges: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
  },
});
const lines = Number(given.lines);
const rounds = Number(given.rounds);

const YEAR = 2021;
/** Nothing is late enough to be of the next year but what is meant to be. */
const DAYS = 320;
const WORDS = 500;

const Measured = z.object({
  seconds: z.number(),
  cpu: z.number(),
  memory: z.number(),
  lines: z.number(),
  standstill: z.number().optional(),
  revision: z.number().optional(),
  bytes: z.number().optional(),
});
type Measured = z.infer<typeof Measured>;

const run = promisify(execFile);

const measure = async (script: string, ...args: readonly string[]): Promise<Measured> => {
  const path = new URL(`./evidence/${script}`, import.meta.url).pathname;
  const { stdout } = await run(process.execPath, [path, ...args]);
  return Measured.parse(JSON.parse(stdout));
};

const told = (what: string, { seconds, cpu, memory, standstill, bytes }: Measured): string =>
  [
    what.padEnd(8),
    `${seconds.toFixed(1)} s`.padStart(9),
    `${cpu.toFixed(1)} s CPU`.padStart(12),
    `${memory.toFixed(0)} MB`.padStart(9),
    ...(standstill === undefined ? [] : [`stood still ${standstill.toFixed(0)} ms`]),
    ...(bytes === undefined ? [] : [`evidence.csv ${(bytes / 1e6).toFixed(0)} MB`]),
  ].join('  ');

const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-bench-evidence-'));
try {
  const started = performance.now();
  const database = openDatabase(join(dataDir, 'ledger.db'));
  // Some of them come a year later and are not of this return.
  const items = fillLedger(database, Math.ceil(lines * 1.01), { days: DAYS, words: WORDS });
  mergeItems(database, items, Number(given.merges));
  database.close();
  console.log(`${items} items written in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  for (let round = 0; round < rounds; round++) {
    const built = await measure('build.ts', dataDir, String(YEAR));
    const folder = join(dataDir, 'objects', 'files', 'returns', String(YEAR), String(built.revision));
    const verified = await measure('verify.ts', folder);
    if (verified.lines !== built.lines) throw new Error(`${built.lines} written, ${verified.lines} read`);
    console.log(`${told('build', built)}  ${built.lines} lines\n${told('verify', verified)}`);
    await rm(folder, { recursive: true });
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
