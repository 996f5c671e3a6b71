import { once } from 'node:events';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createTurns, shareTurns } from '../../../../lib/engines/embedded/turns.ts';

const OTHER_THREAD = new URL('./take-turns.ts', import.meta.url);
const TURNS = 2000;

describe('turns', () => {
  it('come at once where nobody else has one', () => {
    const turns = createTurns(shareTurns());

    const waits = [1, 2, 3].map(() => {
      const wait = turns.take();
      turns.pass();
      return wait;
    });

    expect(waits).toEqual([undefined, undefined, undefined]);
  });

  it('come in the order of asking, while the event loop goes on', async () => {
    const shared = shareTurns();
    const [first, second, third] = [1, 2, 3].map(() => createTurns(shared));
    const had: string[] = [];
    await first?.take();

    const waiting = [
      second?.take()?.then(() => had.push('second')),
      third?.take()?.then(() => had.push('third')),
    ];
    await nextRound();
    const before = [...had];
    first?.pass();
    await waiting[0];
    await nextRound();
    const between = [...had];
    second?.pass();
    await waiting[1];
    third?.pass();

    expect(before).toEqual([]);
    expect(between).toEqual(['second']);
    expect(had).toEqual(['second', 'third']);
    expect(first?.take()).toBeUndefined();
  });

  it('are never had by two threads at once', async () => {
    const turns = shareTurns();
    const inside = new SharedArrayBuffer(4);
    const workerData = { turns, inside, times: TURNS };
    const threads = [1, 2].map(() => new Worker(OTHER_THREAD, { workerData }));

    const overlaps = await Promise.all(
      threads.map(async (thread) => {
        const [told] = (await once(thread, 'message')) as [{ overlaps: number }];
        return told.overlaps;
      }),
    );

    expect(overlaps).toEqual([0, 0]);
  });
});
