import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../lib/domain/shanghai-time.ts';
import { CHANNELS, noticeOf, type OfficeFolders, setUpOffice } from './office-folders.ts';
import { RunningPlatforms } from './running-platforms.ts';
import { RunningServer } from './running-server.ts';

const FAULT = pathToFileURL(fileURLToPath(new URL('./fault-in-delivering.ts', import.meta.url))).href;
const ITEMS = 60;
const day = dayOf(Date.now());

interface Line {
  readonly msg: string;
  readonly outcome?: string | null;
  readonly err?: { readonly message: string };
}

const logOf = ({ output }: RunningServer): Line[] =>
  output
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

const post = (server: RunningServer, numbers: readonly number[]): Promise<readonly number[]> =>
  Promise.all(
    numbers.map(async (number) => {
      const { status } = await server.call('POST', '/v1/items', noticeOf(number, CHANNELS, day));
      return status;
    }),
  );

describe('the end of the server', () => {
  let folder: string;
  let folders: OfficeFolders;
  let platforms: RunningPlatforms;
  let running: RunningServer | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongkai-stop-'));
    platforms = await RunningPlatforms.start();
    folders = await setUpOffice(folder, platforms.port);
  });

  afterEach(async () => {
    await running?.kill();
    await platforms.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (environment: Record<string, string> = {}): Promise<RunningServer> => {
    running = await RunningServer.start({ ...folders, environment });
    return running;
  };

  const copiesBecome = (expected: number) =>
    expect.poll(async () => (await platforms.copies()).length, { timeout: 60_000 }).toBe(expected);

  it('in order loses no delivery and no line of the log', { timeout: 120_000 }, async () => {
    const numbers = Array.from({ length: ITEMS }, (_, index) => index + 1);
    const server = await start();
    const statuses = await post(server, numbers);

    const code = await server.stop();
    const before = await platforms.copies();
    const log = logOf(server);

    expect(code).toBe(0);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(log.filter(({ msg }) => msg === 'request')).toHaveLength(ITEMS);
    expect(log.filter(({ outcome }) => outcome === 'published')).toHaveLength(before.length);
    expect(log.some(({ msg }) => msg === 'stopping')).toBe(true);

    const next = await start();
    await copiesBecome(ITEMS * CHANNELS.length);
    const after = await platforms.copies();
    expect(after.every(({ copies }) => copies === 1)).toBe(true);
    expect(await next.stop()).toBe(0);
  });

  it('comes with the end of the thread that delivers, visibly, and nothing is lost', {
    timeout: 120_000,
  }, async () => {
    const faultWhen = join(folder, 'fault');
    const server = await start({ NODE_OPTIONS: `--import=${FAULT}`, FAULT_WHEN: faultWhen });
    const statuses = await post(server, [1, 2, 3]);

    await writeFile(faultWhen, '');
    const code = await server.ended();

    expect(code).toBe(1);
    expect(logOf(server).at(-1)).toMatchObject({
      msg: expect.stringContaining('deliveries have ended'),
      err: { message: 'a planted fault' },
    });
    expect(statuses).toEqual([201, 201, 201]);

    const next = await start();
    await copiesBecome(3 * CHANNELS.length);
    const after = await platforms.copies();
    expect(after.every(({ copies }) => copies === 1)).toBe(true);
    expect(await next.stop()).toBe(0);
  });
});
