import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

/** A loopback server whose every answer the test decides; it remembers what it received. */
export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  readonly received: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }[];
  behave(listener: RequestListener): void;
  close(): Promise<void>;
}

const answerEmpty: RequestListener = (_request, response) => response.end();

export const startFaultServer = async (): Promise<FaultServer> => {
  let listener = answerEmpty;
  const received: FaultServer['received'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      listener(request, response);
    });
    request.on('error', () => undefined);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    behave: (next) => {
      listener = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};
