import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../lib/domain/shanghai-time.ts';
import { noticeOf } from './office-folders.ts';
import { type PracticePlatform, startPracticePlatform } from './practice-platform.ts';
import { RunningServer } from './running-server.ts';

const run = promisify(execFile);
const scriptOf = (name: string): string =>
  fileURLToPath(new URL(`../../local/backup/${name}-command.ts`, import.meta.url));

/** Publications before the backup, and those of the hour after it, one a minute. */
const BEFORE = 20;
const LOST_HOUR = 60;
const SECRET = `whsec_${Buffer.from('secret of the drill, 32 bytes long').toString('base64')}`;

let folder: string;
let folders: { dataDir: string; configDir: string };
let backups: string;
let platforms: { readonly provincial: PracticePlatform; readonly municipal: PracticePlatform };
let server: RunningServer | undefined;

const command = (name: 'backup' | 'restore', ...args: readonly string[]) =>
  run(process.execPath, [scriptOf(name), ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: folders.dataDir, CONFIG_DIR: folders.configDir },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-drill-'));
  folders = { dataDir: join(folder, 'data'), configDir: join(folder, 'config') };
  backups = join(folder, 'backups');
  await cp(fileURLToPath(new URL('../../config/', import.meta.url)), folders.configDir, { recursive: true });
  platforms = {
    provincial: await startPracticePlatform('provincial', SECRET),
    municipal: await startPracticePlatform('municipal', SECRET),
  };
  const networks = Object.entries(platforms).map(([id, { origin }]) => ({
    id,
    name: id,
    kind: 'http',
    settleTime: 200,
    settings: { endpoint: `${origin}/practice/${id}/` },
    host: new URL(origin).host,
  }));
  const portal = {
    id: 'portal',
    name: 'portal',
    kind: 'site',
    practice: true,
    settleTime: 200,
    settings: { path: '/portal/' },
  };
  const channels = [portal, ...networks.map(({ host: _host, ...channel }) => channel)];
  await writeFile(join(folders.configDir, 'channels.json'), JSON.stringify({ channels }));
  const allow = networks.map(({ host }) => host);
  await writeFile(join(folders.configDir, 'outgoing.json'), JSON.stringify({ allow }));
  const secrets = join(folders.dataDir, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  for (const { id } of networks) await writeFile(join(secrets, id), `${SECRET}\n`, { mode: 0o600 });
});

afterAll(async () => {
  await server?.kill();
  await platforms?.provincial.stop();
  await platforms?.municipal.stop();
  await rm(folder, { recursive: true, force: true });
});

const day = dayOf(Date.now());
const itemOf = (number: number) => noticeOf(number, ['portal', 'provincial', 'municipal'], day);

interface Posted {
  readonly id: string;
  readonly number: string;
}

const post = async (running: RunningServer, from: number, count: number): Promise<readonly Posted[]> => {
  const posted: string[] = [];
  for (let number = from; number < from + count; number += 1) {
    const { status, body } = await running.call('POST', '/v1/items', itemOf(number));
    expect(status).toBeLessThan(300);
    posted.push((body as { id: string }).id);
  }
  return Promise.all(
    posted.map(async (id) => {
      const { body } = await running.call('GET', `/v1/items/${id}`);
      return { id, number: (body as { number: string }).number };
    }),
  );
};

interface Delivery {
  readonly channel: string;
  readonly state: string;
  readonly publicAt: string;
}

const deliveriesOf = async (running: RunningServer, id: string): Promise<readonly Delivery[]> => {
  const { body } = await running.call('GET', `/v1/items/${id}`);
  return (body as { deliveries: Delivery[] }).deliveries;
};

const settled = (running: RunningServer, posted: readonly Posted[]) =>
  expect
    .poll(
      async () => {
        const deliveries = await Promise.all(posted.map(({ id }) => deliveriesOf(running, id)));
        return deliveries.flat().filter(({ state }) => state !== 'published' && state !== 'confirmed').length;
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(0);

/** An hour is lost from the ledger; the platforms keep what they were sent in it. */
describe('the restore drill', { timeout: 180_000 }, () => {
  it('puts a backup back, has everything posted again and gets no second copy anywhere', async () => {
    server = await RunningServer.start(folders);
    const before = await post(server, 1, BEFORE);
    await settled(server, before);

    const backedUp = await command('backup', backups);
    expect(backedUp.stdout).toContain('备份完成，已逐一核对');

    const lost = await post(server, BEFORE + 1, LOST_HOUR);
    await settled(server, lost);
    const publicAt = new Map<string, readonly Delivery[]>();
    for (const { id } of lost) publicAt.set(id, await deliveriesOf(server, id));
    // Under way when the machine dies: some of these have reached their platforms, and nobody knows which.
    const cutOff = post(server, BEFORE + LOST_HOUR + 1, 5).catch(() => []);
    await server.kill();
    await cutOff;

    const restored = await command('restore', backups);
    expect(restored.stdout).toContain('第 2 纪元');
    server = await RunningServer.start(folders);
    const known = await server.call('GET', `/v1/items/${lost[0]?.id}`);
    expect(known.status).toBe(404);

    const again = await post(server, 1, BEFORE + LOST_HOUR + 5);
    await settled(server, again);

    for (const platform of Object.values(platforms)) {
      const copies = await platform.copies();
      expect([...copies.keys()].toSorted()).toEqual(again.map(({ id }) => id).toSorted());
      expect([...copies.values()].filter((count) => count !== 1)).toEqual([]);
    }
    const numbersGiven = new Set([...before, ...lost].map(({ number }) => number));
    const renumbered = again.slice(BEFORE);
    expect(renumbered.filter(({ number }) => numbersGiven.has(number))).toEqual([]);
    // What was public in the lost hour is known to have been public then, not since it was posted again.
    for (const { id } of lost) {
      const told = (await deliveriesOf(server, id)).map(({ channel, publicAt: at }) => ({ channel, at }));
      const first = publicAt.get(id)?.map(({ channel, publicAt: at }) => ({ channel, at }));
      expect(told.filter(({ channel }) => channel !== 'portal').map(({ at }) => at.slice(0, 19))).toEqual(
        first?.filter(({ channel }) => channel !== 'portal').map(({ at }) => at.slice(0, 19)),
      );
    }
    const { body: count } = await server.call('GET', `/v1/counts/${day.slice(0, 4)}`);
    expect(count).toMatchObject({ published: again.length });
    expect(await server.stop()).toBe(0);
    server = undefined;
  });

  it('starts neither the folder that was set aside nor a copy out of the backup', async () => {
    const told = (await command('restore', backups)).stdout;
    const aside = /移至 (\S+)；/.exec(told)?.[1] ?? '';
    await expect(RunningServer.start({ ...folders, dataDir: aside })).rejects.toThrow('已停用');

    const byHand = join(folder, 'by-hand');
    await mkdir(byHand);
    const newest = /从备份 (\S+) 恢复/.exec(told)?.[1] ?? '';
    await cp(join(newest, 'ledger.db'), join(byHand, 'ledger.db'));
    await expect(RunningServer.start({ ...folders, dataDir: byHand })).rejects.toThrow(
      '请用 npm run restore 恢复',
    );

    await rm(join(aside, 'superseded.txt'));
    await expect(RunningServer.start({ ...folders, dataDir: aside })).rejects.toThrow('已由恢复后的台账取代');
  });

  it('gives each restore of one backup an epoch of its own', async () => {
    expect((await command('restore', backups)).stdout).toContain('第 4 纪元');
    await rm(folders.dataDir, { recursive: true });
    expect((await command('restore', backups)).stdout).toContain('第 5 纪元');
  });

  it('refuses a damaged backup and touches nothing', async () => {
    const manifestFile = /从备份 (\S+) 恢复/.exec((await command('restore', backups)).stdout)?.[1] ?? '';
    const { objects } = JSON.parse(await readFile(join(manifestFile, 'manifest.json'), 'utf8')) as {
      objects: { sha256: string; name: string }[];
    };
    const { sha256, name } = objects[0] ?? { sha256: '', name: '' };
    await writeFile(join(backups, 'contents', sha256.slice(0, 2), sha256), 'something else');

    await expect(command('restore', backups)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(name),
    });
    server = await RunningServer.start(folders);
    expect((await server.call('GET', '/v1/items?limit=1')).status).toBe(200);
  });
});
