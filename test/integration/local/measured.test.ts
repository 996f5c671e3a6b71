import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

let office: OfficeServer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.stop());

const tokenFor = async (role: string): Promise<string> => {
  const { body } = await office.call('POST', '/v1/tokens', { name: '甲某', roles: [role] });
  return body.token;
};

it('tells its metrics to operators and auditors, and to nobody without a token', async () => {
  await office.call('POST', '/v1/items', noticeOf(1, ['portal'], dayOf(Date.now())));
  const asked = async (token: string) =>
    (await fetch(`${office.origin}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await asked(await tokenFor('auditor'))).toBe(200);
  expect(await asked(await tokenFor('operator'))).toBe(200);
  expect(await asked(await tokenFor('submitter'))).toBe(403);
  expect((await fetch(`${office.origin}/metrics`)).status).toBe(401);

  const { status, body } = await office.call('GET', '/metrics');
  expect(status).toBe(200);
  expect(body).toContain('gongkai_backlog_items{channel="portal"}');
  expect(body).toMatch(/gongkai_commit_seconds_count [1-9]/);
});

it('writes who asked for what into the access log, and neither query nor token', async () => {
  await fetch(`${office.origin}/portal/?q=something-searched-for`);
  await fetch(`${office.origin}/v1/items`, { headers: { authorization: 'Bearer a-wrong-token-0123456789' } });
  await office.restart();
  const text = await readFile(join(office.folder, 'data', 'log', 'access.log'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told).toContainEqual(expect.objectContaining({ method: 'GET', path: '/portal/', status: 200 }));
  expect(told).toContainEqual(expect.objectContaining({ path: '/v1/items', status: 401 }));
  expect(told).toContainEqual(
    expect.objectContaining({ by: 'token:administrator', method: 'POST', path: '/v1/items', status: 201 }),
  );
  expect(text).not.toMatch(/something-searched-for|a-wrong-token|a-token-of-the-tests/);
});
