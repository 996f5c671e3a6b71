import { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listening {
  /** `http://127.0.0.1:8080`: how this machine itself reaches the server. */
  readonly origin: string;
  /** Takes no more connections, waits for `whenQuiet` and then so many milliseconds (10 s) for requests under way; closes what is left. */
  close(whenQuiet: () => Promise<void>, milliseconds?: number): Promise<void>;
}

const REQUESTS_END_WITHIN = 10_000;
/** Milliseconds between two looks for connections that have nothing more to do. */
const SWEEP = 50;

const originOf = (server: Server): string => {
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('the server does not listen on a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${address.port}`;
};

/** Serves an app; rejects when the address cannot be had. */
export const listen = async (
  app: Pick<Hono, 'fetch'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> => {
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, () => {
      if (starting instanceof Server) resolve(starting);
    });
    starting.on('error', reject);
  });
  return {
    origin: originOf(server),
    async close(whenQuiet, milliseconds = REQUESTS_END_WITHIN) {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
      await whenQuiet();
      await Promise.race([closed, wait(milliseconds, undefined, { ref: false })]);
      clearInterval(sweep);
      server.closeAllConnections();
      await closed;
    },
  };
};
