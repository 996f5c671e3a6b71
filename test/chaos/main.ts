import { parseArgs } from 'node:util';
import { isEngineName, STORES } from './engines.ts';
import { MUTATIONS } from './mutations.ts';
import { replay, runSeed } from './run-chaos.ts';
import { runSeeds } from './run-share.ts';
import { shrink } from './shrink.ts';
import { stopAwsServices } from './world/aws-store.ts';

const USAGE = `npm run test:chaos -- [--engine embedded|aws] [--runs N] [--seed S] [--mutations]
  --runs       how many runs, with the seeds S, S+1, … (1000)
  --seed       the first seed (1); a failing one is run again, made small and written out
  --mutations  builds each of the known bugs in, and says in which run it is found`;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'embedded' },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    mutations: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
/** Lines of what happened that are written out. */
const SHOWN = 150;

const { engine } = values;
const runs = Number(values.runs);
const seed = Number(values.seed);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (values.help || !isEngineName(engine) || !(runs > 0) || !Number.isInteger(seed)) {
  print(USAGE);
  process.exit(values.help ? 0 : 2);
}

/** Runs the seed again, makes it small, and writes out what happened. */
const explain = async (failing: number): Promise<void> => {
  const options = { openStore: STORES[engine] };
  const small = await shrink(await runSeed(failing, options), (record) => replay(record, options));
  print(`\nseed ${failing}, shrunken to ${small.made.length} decisions:`);
  for (const line of small.trace.slice(0, SHOWN)) print(`  ${line}`);
  if (small.trace.length > SHOWN) print(`  … and ${small.trace.length - SHOWN} lines more`);
  for (const complaint of [...small.complaints, ...small.bugs]) print(`✗ ${complaint}`);
};

const runAll = async (): Promise<boolean> => {
  const started = performance.now();
  let done = 0;
  let calls = 0;
  const failing: number[] = [];
  await runSeeds({
    engine,
    seed,
    runs,
    mutation: null,
    tell: (told) => {
      done += 1;
      calls += told.calls;
      const wrong = [...told.complaints, ...told.bugs];
      if (wrong.length > 0) {
        failing.push(told.seed);
        print(`seed ${told.seed}: ${wrong.join('; ')}`);
      }
      if (done % 500 === 0) print(`${done} of ${runs} runs`);
    },
    enough: () => failing.length >= 10,
  });
  const [first] = failing.toSorted((a, b) => a - b);
  if (first !== undefined) await explain(first);
  const seconds = Math.round((performance.now() - started) / 1000);
  print(
    `engine ${engine}: ${done} runs from seed ${seed}, ${calls} calls, ${failing.length} failing, ${seconds} s`,
  );
  return failing.length === 0 && done === runs;
};

const runMutations = async (): Promise<boolean> => {
  let all = true;
  print('| bug | found in run | by |\n|---|---|---|');
  for (const { name, what } of MUTATIONS) {
    let found: { readonly seed: number; readonly complaint: string } | undefined;
    await runSeeds({
      engine,
      seed,
      runs,
      mutation: name,
      tell: ({ seed: at, complaints: [complaint] }) => {
        if (complaint !== undefined && (found === undefined || at < found.seed))
          found = { seed: at, complaint };
      },
      enough: () => found !== undefined,
    });
    if (found === undefined) all = false;
    print(
      `| ${name}: ${what} | ${found === undefined ? 'NOT FOUND' : found.seed - seed + 1} | ${found?.complaint ?? ''} |`,
    );
  }
  return all;
};

const sound = values.mutations ? await runMutations() : await runAll();
await stopAwsServices();
process.exitCode = sound ? 0 : 1;
