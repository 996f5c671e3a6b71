import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { ed25519Key } from '../../examples/return-folder.ts';
import { type OfficeServer, startOffice } from './office-server.ts';

const PUBLICATIONS = new URL('../../fixtures/2017/publications-utf8-bom.csv', import.meta.url);
const COMMAND = join(import.meta.dirname, '../../../local/verify/verify-command.ts');

let office: OfficeServer;
const folders: string[] = [];
afterEach(async () => {
  await office.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const start2017 = async (): Promise<void> => {
  office = await startOffice();
  const imported = await office.call('POST', '/v1/imports', await readFile(PUBLICATIONS), {
    'content-type': 'text/csv',
  });
  expect(imported).toMatchObject({ status: 200, body: { items: 116 } });
};

interface Listed {
  readonly revision: number;
  readonly files: readonly { readonly name: string; readonly url: string; readonly sha256: string }[];
}

/** Downloads every file of a revision into a folder, as an auditor would. */
const download = async (revision: number): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-audit-'));
  folders.push(folder);
  const { body } = await office.call('GET', '/v1/returns/2017');
  const listed: readonly Listed[] = body.returns;
  for (const { name, url } of listed.find((each) => each.revision === revision)?.files ?? []) {
    const answer = await fetch(`${office.origin}${url}`, {
      headers: { authorization: `Bearer ${office.token}` },
    });
    expect(answer.status).toBe(200);
    await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()));
  }
  return folder;
};

const verify = async (folder: string, ...more: readonly string[]) => {
  const { promise, resolve } = Promise.withResolvers<{
    readonly code: number;
    readonly lines: readonly string[];
  }>();
  execFile(process.execPath, [COMMAND, folder, ...more], (error, stdout, stderr) => {
    const lines = `${stdout}${stderr}`.trimEnd().split('\n');
    resolve({ code: error === null ? 0 : Number(error.code), lines });
  });
  return await promise;
};

const live = (): readonly string[] => ['--live', '--url', office.origin, '--token', office.token];

const build = async (): Promise<{ readonly revision: number; readonly manifest: string }> => {
  const { status, body } = await office.call('POST', '/v1/returns/2017');
  expect(status).toBe(201);
  const { files }: Listed = body;
  return {
    revision: body.revision,
    manifest: files.find(({ name }) => name === 'manifest.json')?.sha256 ?? '',
  };
};

describe('a return of 2017 that was downloaded', () => {
  it('verifies from its folder alone, by the hash that is printed, and against the running ledger', async () => {
    await start2017();
    const { revision, manifest } = await build();
    const folder = await download(revision);

    const { code, lines } = await verify(folder, '--expect', manifest, ...live());

    expect(lines).toEqual([
      `核验通过：2017年第${revision}稿（草稿），明细147行，共116条信息，每个数字都与明细相符；4份文件印有清单的SHA-256值${manifest}；与给定的值相同；没有签名；台账中的263份历史记录均未改写。`,
    ]);
    expect(code).toBe(0);
    expect(await verify(folder, '--expect', '0'.repeat(64))).toMatchObject({ code: 1 });
  });

  it('is found to be of another ledger than today where a history was rewritten', async () => {
    await start2017();
    const { revision } = await build();
    const folder = await download(revision);
    const database = new DatabaseSync(join(office.folder, 'data', 'ledger.db'));
    const changed = database
      .prepare(
        `UPDATE delivery SET history = json_set(history, '$[0].by', 'token:another')
         WHERE channel = 'provincial' AND item = (SELECT min(item) FROM delivery WHERE channel = 'provincial')`,
      )
      .run();
    database.close();
    expect(changed.changes).toBe(1);

    const { code, lines } = await verify(folder, ...live());

    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^\[不符\] 台账：信息[0-9a-f]{64}在渠道“provincial”的历史记录已经不是编制年报时的那一份$/,
      ),
      '核验不通过：共1处不符。',
    ]);
  });

  it('still verifies after an item of it was sealed, and says so', async () => {
    await start2017();
    const { revision, manifest } = await build();
    const evidence = async () => readFile(join(await download(revision), 'evidence.csv'), 'utf8');
    const first = /"([^"]+)","([^"]+)"/.exec((await evidence()).split('\r\n')[1] ?? '');
    const [, number = '', title = ''] = first ?? [];
    const approvals = [{ role: 'leader', name: '甲某', approvedAt: '2026-11-03' }];
    const order = { cause: 'leak', reason: '误公开了内部资料', approvals };
    expect(await office.call('POST', `/v1/items/${number}/withdrawal`, order)).toMatchObject({ status: 200 });
    const lines = (await evidence()).split('（已封存）').length - 1;
    expect(lines).toBeGreaterThan(0);

    const sealed = await download(revision);

    expect(await readFile(join(sealed, 'evidence.csv'), 'utf8')).not.toContain(`"${title}"`);
    const verified = await verify(sealed, '--expect', manifest, ...live());
    expect(verified.lines.join('\n')).toContain(`其中${lines}行依法封存；台账中的263份历史记录均未改写。`);
    expect(verified.code).toBe(0);
  });

  it('is signed where the office has stored a key', async () => {
    await start2017();
    await writeFile(join(office.folder, 'data', 'secrets', 'return-signing-key'), ed25519Key(), {
      mode: 0o600,
    });
    const { revision } = await build();

    const { code, lines } = await verify(await download(revision));

    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toMatch(/；签名有效（公钥SHA-256值[0-9a-f]{64}）。$/);
  });
});
