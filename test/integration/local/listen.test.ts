import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { listen } from '../../../local/listen.ts';

const open = async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  const app = new Hono().get('/', async (context) => {
    asked.resolve();
    return context.text(await answer.promise);
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const request = fetch(server.origin).then((response) => response.text());
  await asked.promise;
  return { server, request, answer };
};

describe('a server that stops', () => {
  it('lets a request that is under way have its answer, and takes no other', async () => {
    const { server, request, answer } = await open();
    const closed = server.close(() => Promise.resolve(), 10_000);
    await expect(fetch(server.origin)).rejects.toThrow('fetch failed');
    answer.resolve('已受理');
    expect(await request).toBe('已受理');
    await closed;
  });

  it('waits no longer than it was told for one that does not end', async () => {
    const { server, request } = await open();
    const outcome = request.catch(() => 'cut off');
    await server.close(() => Promise.resolve(), 100);
    expect(await outcome).toBe('cut off');
  });
});
