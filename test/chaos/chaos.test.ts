import { afterAll, describe, expect, it } from 'vitest';
import { STORES } from './engines.ts';
import { MUTATIONS } from './mutations.ts';
import { replay, runSeed } from './run-chaos.ts';
import { shrink } from './shrink.ts';
import { stopAwsServices } from './world/aws-store.ts';

afterAll(stopAwsServices);

/** Another part of the space on each day, the same all day. */
const TODAY = Math.floor(Date.now() / 86_400_000) * 1000;

describe.each([
  ['embedded', 200],
  ['aws', 4],
] as const)('on the %s engine', (engine, runs) => {
  it(`keeps every promise through ${runs} runs of trouble`, async () => {
    const openStore = STORES[engine];
    const failing: { readonly seed: number; readonly wrong: readonly string[] }[] = [];

    for (let seed = TODAY; seed < TODAY + runs; seed += 1) {
      const { complaints, bugs } = await runSeed(seed, { openStore });
      const wrong = [...complaints, ...bugs];
      if (wrong.length > 0) failing.push({ seed, wrong });
    }

    expect(failing).toEqual([]);
  });
});

describe('a run', () => {
  it('is the same for the same seed, and for its record, whatever happens in it', async () => {
    const options = { openStore: STORES.embedded };
    const happens = ['put back', 'import a file', 'merge', 'somebody'];
    let seed = 1;
    let first = await runSeed(seed, options);
    while (!happens.every((what) => first.trace.some((line) => line.includes(what))))
      first = await runSeed((seed += 1), options);

    expect((await runSeed(seed, options)).trace).toEqual(first.trace);
    expect((await replay(first.made, options)).trace).toEqual(first.trace);
  });

  it.each(['look-up-skipped', 'restore-without-epoch'])(
    'that fails by %s is shrunken to fewer decisions, which still fail in the same way',
    async (bug) => {
      const bend = MUTATIONS.find(({ name }) => name === bug)?.bend;
      const options = { openStore: STORES.embedded, ...(bend && { bend }) };
      let seed = 1;
      let failing = await runSeed(seed, options);
      while (failing.complaints.length === 0) failing = await runSeed((seed += 1), options);

      const small = await shrink(failing, (record) => replay(record, options));

      expect(small.made.length).toBeLessThan((failing.made.length * 2) / 3);
      expect((await replay(small.made, options)).complaints).toEqual(small.complaints);
    },
  );
});
