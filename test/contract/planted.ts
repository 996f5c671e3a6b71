import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { atOnce } from '../../lib/usecases/import/at-once.ts';
import { ENGINES } from './engines.ts';
import { DEFECTS, type Defect } from './planted/defects.ts';
import { judgeRun, type Verdict } from './planted/judge-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

const { values } = parseArgs({ options: { engine: { type: 'string' } } });

/** Runs the suite on one engine, with the defect or sound, and answers vitest's report of it. */
const runSuite = async (engine: string, defect: Defect | undefined): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-planted-'));
  const report = join(folder, 'report.json');
  try {
    const arguments_ = [VITEST, 'run', '--project', 'contract', 'engine.test.ts'];
    const { PLANTED: _, ...environment } = process.env;
    const suite = spawn(process.execPath, [...arguments_, '--reporter=json', `--outputFile=${report}`], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...environment, ENGINE: engine, ...(defect === undefined ? {} : { PLANTED: defect }) },
    });
    await new Promise((resolve, reject) => {
      suite.once('error', reject);
      suite.once('exit', resolve);
    });
    return await readFile(report, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const chosen = ENGINES.map(({ name }) => name).filter(
  (name) => values.engine === undefined || `${name}-`.startsWith(`${values.engine}-`),
);
if (chosen.length === 0) throw new Error(`no engine under test is named ${values.engine}`);

const line = (cells: readonly string[]): string =>
  cells.map((cell, column) => cell.padEnd(column === 1 ? 34 : 18)).join('');

const verdicts: Verdict[] = [];
process.stdout.write(`${line(['engine', 'defect', 'tests', 'verdict'])}\n`);
const runs = chosen.flatMap((engine) => [undefined, ...DEFECTS].map((defect) => ({ engine, defect })));
// Told as they end: each line names its engine and its defect.
await atOnce(availableParallelism(), runs, async ({ engine, defect }) => {
  const verdict = judgeRun(await runSuite(engine, defect), defect);
  verdicts.push(verdict);
  process.stdout.write(
    `${line([engine, defect ?? '(none)', `${verdict.failed} of ${verdict.tests} red`, verdict.text])}\n`,
  );
});
process.exitCode = verdicts.every(({ asExpected }) => asExpected) ? 0 : 1;
