import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { CHANNELS } from './posted-items.ts';
import { quantile } from './quantile.ts';
import type { Sinks } from './start-sinks.ts';
import type { System } from './system.ts';

export interface Round {
  /** From the first post to the last item recorded as public on all channels. */
  readonly itemsPerSecond: number;
  /** Milliseconds from post to answer. */
  readonly acceptMedian: number;
  readonly accept99: number;
  /** Milliseconds of the measured process, both kinds of time, all threads. */
  readonly cpuPerItem: number;
}

const POLL = 10;

/** Posts everything, so many at once, and waits until all of it is on all channels and recorded. Throws for an answer that was not expected. */
export const createMeasureRound = ({
  system,
  sinks,
  posters,
}: {
  readonly system: System;
  readonly sinks: Sinks;
  readonly posters: number;
}) => {
  const { address, token } = system;
  const pool = new Pool(address.origin, { connections: posters });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  let expected = 0;

  const post = async (body: string): Promise<number> => {
    const answer = await pool.request({ path: address.pathname, method: 'POST', headers, body });
    if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${await answer.body.text()}`);
    await answer.body.dump();
    return answer.statusCode;
  };

  const measure = async (posts: readonly string[]): Promise<Round> => {
    const waits: number[] = [];
    const left = posts.values();
    let created = 0;
    const postWhatIsLeft = async (): Promise<void> => {
      for (const body of left) {
        const posted = performance.now();
        const status = await post(body);
        if (status === 201) created += 1;
        waits.push(performance.now() - posted);
      }
    };

    const before = await system.usage();
    const started = performance.now();
    await Promise.all(Array.from({ length: posters }, postWhatIsLeft));
    expected += created;
    await sinks.arrived(expected * CHANNELS.length);
    while ((await system.countOnAll()) < expected) await pause(POLL);
    const seconds = (performance.now() - started) / 1000;
    const after = await system.usage();
    return {
      itemsPerSecond: created / seconds,
      acceptMedian: quantile(waits, 0.5),
      accept99: quantile(waits, 0.99),
      cpuPerItem: (after.cpuMicroseconds - before.cpuMicroseconds) / 1000 / created,
    };
  };
  return { measure, close: () => pool.close() };
};
