import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const today = dayOf(Date.now());

/** A platform that keeps what it is sent and never answers a publish. */
const startSilentPlatform = async () => {
  const copies = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const key = request.url?.split('/items/')[1];
      if (key !== undefined) {
        const there = copies.has(key);
        response.writeHead(there ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ key, ...(there ? { id: '1', generation: 1 } : {}) }));
        return;
      }
      const { key: sent } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { key: string };
      copies.set(sent, (copies.get(sent) ?? 0) + 1);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    copies,
    host: `127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

let office: OfficeServer;
afterEach(() => office.stop());

const deliveriesOf = async (id: string): Promise<Record<string, string>> => {
  const { body } = await office.call('GET', `/v1/items/${id}`);
  return Object.fromEntries(
    body.deliveries.map(({ channel, state }: { channel: string; state: string }) => [channel, state]),
  );
};

describe('a channel that takes an item and never answers', () => {
  let platform: Awaited<ReturnType<typeof startSilentPlatform>>;
  beforeEach(async () => {
    platform = await startSilentPlatform();
  });
  afterEach(() => platform.stop());

  it('gets one copy, which a look-up finds, while the other channels do not wait for it', async () => {
    office = await startOffice({
      allow: [platform.host],
      secrets: ['municipal'],
      channels: ({ channels }) => ({
        channels: channels.map((channel) =>
          channel['id'] === 'municipal'
            ? {
                ...channel,
                timeout: 1500,
                settleTime: 100,
                settings: { endpoint: `http://${platform.host}/` },
              }
            : channel,
        ),
      }),
    });
    const { body } = await office.call(
      'POST',
      '/v1/items',
      noticeOf(1, ['portal', 'provincial', 'municipal'], today),
    );
    await expect
      .poll(() => deliveriesOf(body.id), { timeout: 10_000, interval: 20 })
      .toEqual({ portal: 'published', provincial: 'published', municipal: 'sending' });
    await expect
      .poll(() => deliveriesOf(body.id), { timeout: 15_000 })
      .toEqual({ portal: 'published', provincial: 'published', municipal: 'published' });
    expect([...platform.copies.values()]).toEqual([1]);
  });
});

describe('a channel that is down', () => {
  it('delays only itself, uses up no attempt, and gets its one copy when it is back', async () => {
    const platform = await startSilentPlatform();
    platform.stop();
    office = await startOffice({
      allow: [platform.host],
      secrets: ['municipal'],
      channels: ({ channels }) => ({
        channels: channels.map((channel) =>
          channel['id'] === 'municipal'
            ? { ...channel, settings: { endpoint: `http://${platform.host}/` } }
            : channel,
        ),
      }),
    });
    const items = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, i) =>
          (await office.call('POST', '/v1/items', noticeOf(i, ['portal', 'municipal'], today))).body
            .id as string,
      ),
    );
    for (const id of items) {
      await expect.poll(() => deliveriesOf(id), { timeout: 10_000 }).toMatchObject({ portal: 'published' });
    }
    const { body } = await office.call('GET', `/v1/items/${items[0]}`);
    expect(body.owed).toEqual(['municipal']);
    expect(
      body.deliveries.find(({ channel }: { channel: string }) => channel === 'municipal')?.attempts,
    ).toBe(0);
    const channels = await office.call('GET', '/v1/channels');
    expect(channels.body.channels.map(({ id, owed }: { id: string; owed: number }) => [id, owed])).toEqual([
      ['portal', 0],
      ['provincial', 0],
      ['municipal', 20],
    ]);
    expect(
      channels.body.channels.find(({ id }: { id: string }) => id === 'municipal')?.outageUntil,
    ).not.toBeNull();
  });
});

describe('a data folder in use', () => {
  it('is refused to a second process, in words that tell what to do', async () => {
    office = await startOffice();
    const clock = { now: () => Date.now() };
    await expect(openEmbeddedEngine({ dataDir: join(office.folder, 'data'), clock })).rejects.toThrow(
      /另一个进程|正在使用/,
    );
  });
});

describe('bad input', () => {
  it.each<[string, string, unknown, Record<string, string>, number]>([
    ['not JSON', '/v1/items', '{"title":', {}, 400],
    ['a list', '/v1/items', [], {}, 422],
    ['wrong types', '/v1/items', { ...noticeOf(1, ['portal'], today), title: 7 }, {}, 422],
    ['an unknown channel', '/v1/items', noticeOf(1, ['gazette'], today), {}, 422],
    ['a missing approval', '/v1/items', { ...noticeOf(1, ['portal'], today), approvals: [] }, {}, 422],
    [
      '6 MiB',
      '/v1/items',
      { ...noticeOf(1, ['portal'], today), body: { format: 'text', content: '字'.repeat(2_100_000) } },
      {},
      413,
    ],
    [
      '__proto__',
      '/v1/items',
      `{"__proto__":{"admin":true},${JSON.stringify(noticeOf(1, ['portal'], today)).slice(1)}`,
      {},
      422,
    ],
    [
      'a body that is only script',
      '/v1/items',
      { ...noticeOf(1, ['portal'], today), body: { format: 'html', content: '<script>alert(1)</script>' } },
      {},
      422,
    ],
    [
      'a CSV with a broken row',
      '/v1/imports',
      '渠道，标题，发布时间\n门户网站，甲，2017-03-01\n门户网站，,2017-13-01\n',
      { 'content-type': 'text/csv' },
      422,
    ],
  ])('%s gets a clear problem answer, and nothing is stored', async (_name, path, body, headers, status) => {
    office = await startOffice();
    const answer = await office.call('POST', path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code: expect.any(String) });
    for (const { pointer, message } of answer.body.errors) {
      expect(pointer).toEqual(expect.any(String));
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(message.en).toMatch(/[a-z]/);
    }
    expect((await office.call('GET', '/v1/items')).body.items).toEqual([]);
    expect((await office.call('GET', '/v1/counts/2017')).body.published).toBe(0);
  });

  it('that is hostile HTML is refused, and comes out harmless where somebody acknowledges what was removed', async () => {
    office = await startOffice();
    const content =
      '<p onclick="x()">安全<img src=x onerror=alert(1)><script>alert(1)</script><a href="java\tscript:alert(1)">链接</a></p>';
    const hostile = { ...noticeOf(1, ['portal'], today), body: { format: 'html', content } };
    const refused = await office.call('POST', '/v1/items', hostile);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ code: 'content-removed', pointer: '/body/content' }]);
    expect((await office.call('GET', '/v1/items')).body.items).toEqual([]);
    const { body } = await office.call('POST', '/v1/items', { ...hostile, acknowledge: ['content-removed'] });
    const sheet = await office.call('GET', `/v1/items/${body.id}/deliveries/portal/copy`);
    expect(sheet.body.html).toContain('安全');
    expect(sheet.body.html).not.toMatch(/onclick|onerror|script/i);
  });
});
