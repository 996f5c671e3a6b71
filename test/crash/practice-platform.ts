import { Hono } from 'hono';
import { createPracticeNetwork } from '../../lib/channels/practice/practice-network.ts';
import { createMemoryStore } from '../../lib/engines/embedded/memory-store.ts';
import { type Clock, systemClock } from '../../lib/ports/clock.ts';
import { listen } from '../../local/listen.ts';

export interface PracticePlatform {
  readonly origin: string;
  /** Copies by our key. */
  copies(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

/** A practice network on a server of its own, so that it outlives ours; without idempotency, so that a double shows. */
export const startPracticePlatform = async (
  name: string,
  secret: string,
  clock: Clock = systemClock,
): Promise<PracticePlatform> => {
  const network = createPracticeNetwork({
    name,
    objectStore: createMemoryStore(),
    secrets: { read: () => Promise.resolve(secret) },
    secretName: name,
    clock,
    switches: { lookUp: true, idempotency: false },
  });
  const app = new Hono().route(`/practice/${name}`, network);
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    origin: listening.origin,
    copies: async () => {
      const answer = await app.request(`/practice/${name}/items`);
      const { items } = (await answer.json()) as { items: { key: string; published: number }[] };
      return new Map(items.map(({ key, published }) => [key, published]));
    },
    stop: () => listening.close(() => Promise.resolve(), 0),
  };
};
