import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions, FUNCTION_NAMES } from '../../cdk/bundle-functions.ts';
import { type AwsServices, startAwsServices } from '../aws-services/start-aws-services.ts';

const run = promisify(execFile);
const KILOBYTE = 1024;

/** A tenth above what was measured: what makes a cold start slower should be seen. */
const LARGEST = { api: 3190, deliver: 2250, tick: 1410, confirm: 2210, remind: 800, report: 1250 } as const;

let folder: string;
let services: AwsServices;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-bundles-'));
  bundleFunctions(folder, 'config');
  services = await startAwsServices();
  await Promise.all([services.createTable('ledger'), services.createBucket('objects')]);
}, 60_000);
afterAll(async () => {
  await services.stop();
  await rm(folder, { recursive: true });
});

describe.each(FUNCTION_NAMES)('the bundle of %s', (name) => {
  it('is one ES module with its map, the configuration, and the files of the sites', async () => {
    expect((await readdir(join(folder, name))).toSorted()).toEqual([
      'assets',
      'config',
      'index.mjs',
      'index.mjs.map',
    ]);
    expect(await readdir(join(folder, name, 'config'))).toContain('channels.json');
  });

  it('is no larger than it has to be', async () => {
    const { size } = await stat(join(folder, name, 'index.mjs'));

    expect(size / KILOBYTE).toBeLessThan(LARGEST[name]);
    expect(size / KILOBYTE).toBeGreaterThan(LARGEST[name] / 2);
  });

  it('starts by itself, with nothing but its folder and its environment', async () => {
    const { stdout } = await run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `console.log(typeof (await import('./index.mjs')).handler); process.exit();`,
      ],
      {
        cwd: join(folder, name),
        env: {
          ...services.environment,
          TABLE_NAME: 'ledger',
          BUCKET_NAME: 'objects',
          CHANNEL: 'provincial',
          QUEUE_URL: 'https://queue.example/provincial',
          QUEUE_URLS: '{"provincial":"https://queue.example/provincial"}',
          SECRETS_PREFIX: 'gongkai',
          PUBLIC_ORIGIN: 'https://api.example',
          INSTALLATION: 'gongkai',
          RETURN_QUEUE_URL: 'https://queue.example/returns',
        },
      },
    );

    expect(stdout.trim().split('\n').at(-1)).toBe('function');
  });
});
