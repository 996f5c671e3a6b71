import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createInProcessNudges,
  type InProcessNudges,
  type NudgeHandler,
} from '../../../../lib/engines/embedded/in-process-nudges.ts';
import type { Nudge } from '../../../../lib/ports/nudges.ts';

const nudge = (itemId: string, channel = 'portal', notBefore?: number): Nudge => ({
  itemId,
  channel,
  ...(notBefore === undefined ? {} : { notBefore }),
});

const turn = () => vi.advanceTimersByTimeAsync(0);

describe('in-process nudges', () => {
  const errors: object[] = [];
  let handled: string[];
  /** Ends the handlers that were told to wait, in order. */
  let held: PromiseWithResolvers<void>[];
  let nudges: InProcessNudges;

  const create = (concurrency: Readonly<Record<string, number>> = {}): InProcessNudges =>
    createInProcessNudges({
      clock: { now: () => Date.now() },
      concurrencyOf: (channel) => concurrency[channel] ?? 2,
      logger: { error: (details) => errors.push(details) },
    });

  const handleAtOnce: NudgeHandler = async ({ itemId, channel }) => {
    handled.push(`${channel} ${itemId}`);
  };
  const handleHeld: NudgeHandler = ({ itemId, channel }) => {
    handled.push(`${channel} ${itemId}`);
    const hold = Promise.withResolvers<void>();
    held.push(hold);
    return hold.promise;
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'Date'] });
    errors.length = 0;
    handled = [];
    held = [];
    nudges = create();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('hands on what was sent before and after the start, in order', async () => {
    await nudges.send([nudge('a'), nudge('b')]);
    nudges.start(handleAtOnce);
    await nudges.send([nudge('c')]);
    await turn();

    expect(handled).toEqual(['portal a', 'portal b', 'portal c']);
  });

  it('answers the sender before it hands on', async () => {
    nudges.start(handleAtOnce);

    await nudges.send([nudge('a')]);
    const before = [...handled];
    await turn();

    expect(before).toEqual([]);
    expect(handled).toEqual(['portal a']);
  });

  it('runs no more of a channel at once than it may, and lets no channel wait for another', async () => {
    nudges = create({ portal: 2, municipal: 1 });
    nudges.start(handleHeld);
    await nudges.send([nudge('a'), nudge('b'), nudge('c'), nudge('a', 'municipal'), nudge('b', 'municipal')]);
    await turn();
    const first = [...handled];

    held[0]?.resolve();
    await turn();

    expect(first).toEqual(['portal a', 'portal b', 'municipal a']);
    expect(handled.slice(3)).toEqual(['portal c']);
  });

  it('makes one of equal nudges that wait, and keeps the one that comes while its like is handled', async () => {
    nudges.start(handleHeld);
    await nudges.send([nudge('a'), nudge('a'), nudge('a')]);
    await turn();
    await nudges.send([nudge('a'), nudge('a')]);
    await turn();
    const meanwhile = [...handled];

    held[0]?.resolve();
    await turn();

    expect(meanwhile).toEqual(['portal a']);
    expect(handled).toEqual(['portal a', 'portal a']);
  });

  it('waits until the moment given, and the earliest of several', async () => {
    nudges.start(handleAtOnce);
    const now = Date.now();
    await nudges.send([nudge('a', 'portal', now + 5000), nudge('a', 'portal', now + 1000)]);
    await nudges.send([nudge('a', 'portal', now + 9000)]);

    await vi.advanceTimersByTimeAsync(999);
    const tooEarly = [...handled];
    await vi.advanceTimersByTimeAsync(10);

    expect(tooEarly).toEqual([]);
    expect(handled).toEqual(['portal a']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sets no timer for what is due, nor for what lies further off than a timer reaches', async () => {
    const now = Date.now();
    await nudges.send([nudge('a', 'portal', now), nudge('b', 'portal', now + 40 * 86_400_000)]);

    nudges.start(handleAtOnce);
    await turn();

    expect(handled).toEqual(['portal a']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('logs a handler that throws, and goes on', async () => {
    nudges = create({ portal: 1 });
    nudges.start(async (given) => {
      await handleAtOnce(given);
      if (given.itemId === 'a') throw new Error('bug');
    });
    await nudges.send([nudge('a'), nudge('b')]);
    await turn();

    expect(handled).toEqual(['portal a', 'portal b']);
    expect(errors).toEqual([
      expect.objectContaining({ channel: 'portal', item: 'a', err: new Error('bug') }),
    ]);
  });

  it('stops once the running handlers have ended, and drops the rest', async () => {
    nudges = create({ portal: 1 });
    nudges.start(handleHeld);
    await nudges.send([nudge('a'), nudge('b'), nudge('c', 'portal', Date.now() + 10)]);
    await turn();

    const stopped = nudges.stop({ milliseconds: 1000 });
    await nudges.send([nudge('d')]);
    held[0]?.resolve();

    expect(await stopped).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(handled).toEqual(['portal a']);
  });

  it('gives up on a handler that does not end in time', async () => {
    vi.useRealTimers();
    nudges = create();
    nudges.start(handleHeld);
    await nudges.send([nudge('a')]);
    await vi.waitFor(() => expect(handled).toEqual(['portal a']));

    expect(await nudges.stop({ milliseconds: 5 })).toBe(false);
  });
});
