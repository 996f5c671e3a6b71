import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { startChild } from './child.ts';
import { REPORT_USAGE, readUsage, type System } from './system.ts';

const MODULE = fileURLToPath(new URL('floor.ts', import.meta.url));
const Count = z.object({ items: z.int() });

/** Plain `node:http` and `node:sqlite`, in a folder of its own. */
export const startFloor = async ({
  folder,
  sinks,
}: {
  readonly folder: string;
  readonly sinks: readonly string[];
}): Promise<System> => {
  const child = startChild({
    module: MODULE,
    preload: REPORT_USAGE,
    environment: { DATABASE: join(folder, 'floor.sqlite'), SINKS: JSON.stringify(sinks) },
  });
  const address = new URL(`http://127.0.0.1:${z.int().parse(await child.ask())}/`);
  return {
    name: 'floor',
    address,
    token: 'none-is-needed',
    countOnAll: async () => Count.parse(await (await fetch(address)).json()).items,
    usage: () => readUsage(child),
    stop: () => child.stop(),
  };
};
