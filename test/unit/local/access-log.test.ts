import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccessLog, openAccessLog } from '../../../local/access-log.ts';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const REQUEST = {
  requestId: 'r-1',
  address: '192.0.2.1',
  by: 'token:t1',
  name: undefined,
  method: 'GET',
  path: '/v1/items',
  status: 200,
  milliseconds: 7,
};

let folder: string;
const open: AccessLog[] = [];
const troubles: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-access-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((log) => log.close()));
  troubles.length = 0;
  await rm(folder, { recursive: true, force: true });
});

const openLog = async (path = folder): Promise<AccessLog> => {
  const log = await openAccessLog({
    folder: path,
    clock: { now: () => NOON },
    onTrouble: (error) => troubles.push(error),
  });
  open.push(log);
  return log;
};

const linesOf = async (name: string): Promise<readonly unknown[]> =>
  (await readFile(join(folder, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('the access log', () => {
  it('tells of each request who asked for what, when and with what answer', async () => {
    const log = await openLog();
    log.note(REQUEST);
    log.note({ ...REQUEST, by: undefined, path: '/portal/', status: 404 });
    await log.close();
    expect(await linesOf('access.log')).toEqual([
      {
        time: '2026-11-24T12:00:00+08:00',
        address: '192.0.2.1',
        by: 'token:t1',
        method: 'GET',
        path: '/v1/items',
        status: 200,
        ms: 7,
        requestId: 'r-1',
      },
      expect.objectContaining({ path: '/portal/', status: 404 }),
    ]);
  });

  it('goes on in the file of the day after a restart', async () => {
    for (let start = 0; start < 2; start += 1) {
      const log = await openLog();
      log.note(REQUEST);
      await log.close();
    }
    expect(await linesOf('access.log')).toHaveLength(2);
  });

  it('closes the file of an earlier day under the name of that day', async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    await writeFile(join(folder, 'access.log'), '{"of":"yesterday"}\n');
    await utimes(join(folder, 'access.log'), yesterday, yesterday);
    const log = await openLog();
    log.note(REQUEST);
    await log.close();
    const names = await readdir(folder);
    const closed = names.find((name) => /^access-\d{4}-\d{2}-\d{2}\.log$/.test(name)) ?? '';
    expect(await linesOf(closed)).toEqual([{ of: 'yesterday' }]);
    expect(await linesOf('access.log')).toHaveLength(1);
  });

  it('holds no request up where it cannot be written, and tells of it', async () => {
    const log = await openLog();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    log.note(REQUEST);
    await vi.waitFor(() => expect(troubles.length).toBeGreaterThan(0));
    log.note(REQUEST);
    await log.close();
    expect(troubles).toHaveLength(1);
  });
});
