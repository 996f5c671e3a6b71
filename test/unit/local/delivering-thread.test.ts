import { describe, expect, it } from 'vitest';
import { shareErasures } from '../../../lib/engines/embedded/erasures.ts';
import { shareNames } from '../../../lib/engines/embedded/folder-store.ts';
import { shareTurns } from '../../../lib/engines/embedded/turns.ts';
import { startDeliveringThread } from '../../../local/delivering-thread.ts';
import { createLog } from '../../../local/log.ts';
import { officeConfiguration } from '../../examples/office.ts';

const STAND_IN = new URL('./stand-in-worker.ts', import.meta.url);
const ORIGIN = 'http://127.0.0.1:1';
const LAST = { said: 'last line' };

/** A thread that behaves so, and the lines that it has logged so far. */
const start = async (behaviour: string) => {
  const lines: string[] = [];
  const thread = await startDeliveringThread({
    share: { dataDir: 'nowhere', writers: shareTurns(), names: shareNames(), erasures: shareErasures() },
    configuration: officeConfiguration(),
    logLevel: behaviour,
    measures: { committed: () => undefined, attempted: () => undefined, confirmed: () => undefined },
    log: createLog('info', { write: (text) => lines.push(text) }),
    module: STAND_IN,
  });
  const logged = (): unknown[] =>
    lines.flatMap((text) => text.split('\n').filter(Boolean)).map((line): unknown => JSON.parse(line));
  return { thread, logged };
};

const nudgeOf = (itemId: string, channel: string) => ({ itemId, channel });

describe('the delivering thread', () => {
  it('is told of all nudges of one turn in one message, and of nothing where there are none', async () => {
    const { thread, logged } = await start('obeys');
    thread.start(ORIGIN);
    await thread.nudges.send([nudgeOf('a', 'portal'), nudgeOf('a', 'municipal')]);
    await thread.nudges.send([]);
    await thread.nudges.send([nudgeOf('b', 'portal')]);
    await new Promise(setImmediate);
    await thread.stop();

    expect(logged()).toEqual([
      { do: 'start', origin: ORIGIN },
      { do: 'look', nudges: [nudgeOf('a', 'portal'), nudgeOf('a', 'municipal'), nudgeOf('b', 'portal')] },
      { do: 'stop' },
      LAST,
    ]);
  });

  it('rejects with what kept it from starting, under the name that the start knows it by', async () => {
    await expect(start('cannot start')).rejects.toMatchObject({
      name: 'ConfigurationProblem',
      message: '渠道有误',
    });
  });

  it.each([
    { behaviour: 'crashes', told: 'a fault of ours' },
    { behaviour: 'ends', told: 'the delivering thread has ended (0)' },
  ])('tells when it $behaviour by itself, and loses no line of its log', async ({ behaviour, told }) => {
    const { thread, logged } = await start(behaviour);

    thread.start(ORIGIN);
    const error = await thread.crashed;

    expect(error.message).toBe(told);
    expect(logged()).toEqual([{ do: 'start', origin: ORIGIN }, LAST]);
    await thread.stop();
  });

  it('has not crashed when it was told to stop, however often', async () => {
    const { thread } = await start('obeys');

    await Promise.all([thread.stop(), thread.stop()]);
    await thread.stop();
    const crashed = await Promise.race([
      thread.crashed,
      new Promise((resolve) => setImmediate(resolve, 'no')),
    ]);

    expect(crashed).toBe('no');
  });
});
