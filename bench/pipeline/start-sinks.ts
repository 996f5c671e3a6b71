import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { startChild } from './child.ts';

const MODULE = fileURLToPath(new URL('sinks.ts', import.meta.url));
const Ports = z.array(z.int());
const Arrived = z.object({ deliveries: z.int(), distinct: z.array(z.int()) });
export type Arrived = z.infer<typeof Arrived>;

/** Three channels that answer at once, in one process of their own. */
export interface Sinks {
  /** One a channel. */
  readonly addresses: readonly string[];
  /** What has arrived in all, as soon as it is so many deliveries. */
  arrived(deliveries: number): Promise<Arrived>;
  stop(): Promise<void>;
}

export const startSinks = async (): Promise<Sinks> => {
  const child = startChild({ module: MODULE });
  const ports = Ports.parse(await child.ask());
  return {
    addresses: ports.map((port) => `http://127.0.0.1:${port}/publish`),
    arrived: async (deliveries) => Arrived.parse(await child.ask(String(deliveries))),
    stop: () => child.stop(),
  };
};
