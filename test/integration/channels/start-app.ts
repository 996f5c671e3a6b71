import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** Serves an app on a free loopback port. */
export const startApp = async (
  app: Hono,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> => {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
};
