import { randomBytes } from 'node:crypto';
import { cp, mkdir, open, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { dayOf } from '../../lib/domain/shanghai-time.ts';
import { startChild } from './child.ts';
import { portOf } from './listening-port.ts';
import { CHANNELS } from './posted-items.ts';
import { REPORT_USAGE, readUsage, type System } from './system.ts';

const MODULE = fileURLToPath(new URL('../../local/main.ts', import.meta.url));
const SHIPPED_CONFIGURATION = fileURLToPath(new URL('../../config', import.meta.url));

/** Those of `npm start`. */
const FLAGS = ['--max-semi-space-size=32'];

/** Deliveries under way at once on each channel. */
const CONCURRENCY = 50;

const Count = z.object({
  regions: z.array(z.object({ channels: z.array(z.string()), items: z.int() })),
});

const secret = (): string => `whsec_${randomBytes(32).toString('base64')}\n`;

/** The shipped configuration, but for the channels: three real ones of kind `http`. */
const writeConfiguration = async (folder: string, sinks: readonly string[]): Promise<void> => {
  await cp(SHIPPED_CONFIGURATION, folder, { recursive: true });
  const channels = CHANNELS.map((id, index) => ({
    id,
    name: id,
    kind: 'http',
    concurrency: CONCURRENCY,
    settings: { endpoint: sinks[index] },
  }));
  await writeFile(join(folder, 'channels.json'), JSON.stringify({ channels }));
  const allow = sinks.map((sink) => new URL(sink).host);
  await writeFile(join(folder, 'outgoing.json'), JSON.stringify({ allow }));
};

const writeSecrets = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all(CHANNELS.map((id) => writeFile(join(folder, id), secret(), { mode: 0o600 })));
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const port = portOf(server);
      server.close(() => resolve(port));
    });
  });

const answers = async (address: URL): Promise<boolean> => {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
};

/** The single-machine server as an office runs it, its log in a file. */
export const startProduct = async ({
  folder,
  sinks,
}: {
  readonly folder: string;
  readonly sinks: readonly string[];
}): Promise<System> => {
  const configDir = join(folder, 'config');
  const dataDir = join(folder, 'data');
  await writeConfiguration(configDir, sinks);
  await writeSecrets(join(dataDir, 'secrets'));
  const token = randomBytes(32).toString('base64url');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = await open(join(folder, 'server.log'), 'w');
  const child = startChild({
    module: MODULE,
    preload: REPORT_USAGE,
    flags: FLAGS,
    environment: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      CONFIG_DIR: configDir,
      GONGKAI_ADMIN_TOKEN: token,
    },
    log: log.fd,
  });
  await log.close();
  const listening = async (): Promise<void> => {
    while (!(await answers(new URL('/healthz', origin)))) await pause(50);
  };
  await Promise.race([listening(), child.ended]);

  return {
    name: 'gongkai',
    address: new URL('/v1/items', origin),
    token,
    countOnAll: async () => {
      const year = dayOf(Date.now()).slice(0, 4);
      const answer = await fetch(new URL(`/v1/counts/${year}`, origin), {
        headers: { authorization: `Bearer ${token}` },
      });
      const { regions } = Count.parse(await answer.json());
      return regions.find(({ channels }) => channels.length === CHANNELS.length)?.items ?? 0;
    },
    usage: () => readUsage(child),
    stop: () => child.stop(),
  };
};
