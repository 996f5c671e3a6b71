import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { type ApiUnderTest, apiUnderTest, problemOf, sha256, tokenOf } from './api-under-test.ts';

let server: Server | undefined;

const listen = async ({ app }: ApiUnderTest): Promise<string> => {
  const listening = createAdaptorServer({ fetch: app.fetch });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  server = listening;
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
};

afterEach(async () => {
  if (server === undefined) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
});

const headers = {
  'Content-Type': 'application/json',
  Authorization: `Bearer ${tokenOf('admin')}`,
  Connection: 'close',
};
const MEBIBYTE = 1024 * 1024;
const inPieces = (mebibytes: number) =>
  ReadableStream.from(
    (function* () {
      for (let sent = 0; sent < mebibytes; sent += 1) yield new Uint8Array(MEBIBYTE).fill(0x20);
    })(),
  );

describe('over a real connection', () => {
  it('takes an item', async () => {
    const origin = await listen(await apiUnderTest());
    const answer = await fetch(`${origin}/v1/items`, {
      method: 'POST',
      headers,
      body: JSON.stringify(SUBMISSION_EXAMPLE),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
  });

  it.each([
    { how: 'of declared length', body: () => new Uint8Array(6 * MEBIBYTE) },
    { how: 'in pieces', body: () => inPieces(6) },
  ])('answers 413 to six mebibytes $how', async ({ body }) => {
    const origin = await listen(await apiUnderTest());
    const answer = await fetch(`${origin}/v1/items`, {
      method: 'POST',
      headers,
      body: body(),
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    expect(await problemOf(answer)).toMatchObject({ code: 'body-too-large' });
  });

  it('takes an attachment of nearly fifty mebibytes as it arrives, and answers 413 to one over', async () => {
    const api = await apiUnderTest();
    const origin = await listen(api);
    const put = (mebibytes: number) =>
      fetch(`${origin}/v1/attachments/${sha256(new Uint8Array(mebibytes * MEBIBYTE).fill(0x20))}`, {
        method: 'PUT',
        headers,
        body: inPieces(mebibytes),
        duplex: 'half',
      });
    expect((await put(49)).status).toBe(201);
    expect((await put(51)).status).toBe(413);
  });

  it('goes on serving after a caller hung up in the middle of a body', async () => {
    const arrived = Promise.withResolvers<void>();
    const api = await apiUnderTest({
      useCases: {
        storeAttachment: async ({ chunks }) => {
          for await (const _chunk of chunks) arrived.resolve();
          return { outcome: 'stored' };
        },
      },
    });
    const origin = await listen(api);
    const caller = request(`${origin}/v1/attachments/${sha256('x')}`, { method: 'PUT', headers });
    caller.on('error', () => undefined);
    caller.write('half of it');
    await arrived.promise;
    caller.destroy();
    expect((await fetch(`${origin}/healthz`, { headers: { Connection: 'close' } })).status).toBe(200);
    await vi.waitFor(() =>
      expect(api.logged).toMatchObject([{ message: 'request', told: { method: 'PUT', status: 400 } }]),
    );
  });
});
