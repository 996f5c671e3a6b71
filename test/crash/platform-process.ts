// Three platforms in a process of their own, so that they outlive the server that is killed. Without idempotency: every
// publish that arrives puts a copy there, so that a double shows. Talks to the test over IPC.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type PlatformOrder =
  /** The next publish commits, and then its answer is held back for ever. */
  | { readonly do: 'hold-answer' }
  /** The next publish commits and answers; the moment its answer has left, that process dies. */
  | { readonly do: 'kill-on-answer'; readonly pid: number }
  | { readonly do: 'tell-copies' };

export type PlatformNews =
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'held'; readonly key: string; readonly channel: string }
  | { readonly is: 'answered-and-killed'; readonly key: string; readonly channel: string }
  | {
      readonly is: 'copies';
      readonly copies: readonly { readonly channel: string; readonly key: string; readonly copies: number }[];
    };

const copies = new Map<
  string,
  { readonly channel: string; readonly key: string; copies: number; generation: number }
>();
let trap: PlatformOrder | undefined;

const tell = (news: PlatformNews): void => {
  process.send?.(news);
};

const bodyOf = async (request: IncomingMessage): Promise<{ key: string; generation: number }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as { key: string; generation: number };
};

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const receiptOf = (channel: string, key: string) => ({
  key,
  id: key.slice(0, 12),
  url: `/${channel}/${key}.html`,
});

const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, channel = '', call = '', key = ''] = (request.url ?? '').split('/');
  if (request.method === 'GET' && call === 'items') {
    const held = copies.get(`${channel}/${key}`);
    if (held === undefined) answer(response, 404, { key });
    else answer(response, 200, { ...receiptOf(channel, key), generation: held.generation });
    return;
  }
  const message = await bodyOf(request);
  const place = `${channel}/${message.key}`;
  const held = copies.get(place);
  if (call === 'publish') {
    copies.set(place, {
      channel,
      key: message.key,
      copies: (held?.copies ?? 0) + 1,
      generation: message.generation,
    });
  } else if (held !== undefined) held.generation = message.generation;
  const order = call === 'publish' ? trap : undefined;
  if (order !== undefined) trap = undefined;
  if (order?.do === 'hold-answer') {
    tell({ is: 'held', key: message.key, channel });
    return;
  }
  if (order?.do === 'kill-on-answer') {
    response.on('finish', () => {
      process.kill(order.pid, 'SIGKILL');
      tell({ is: 'answered-and-killed', key: message.key, channel });
    });
  }
  answer(response, 200, receiptOf(channel, message.key));
};

const server = createServer((request, response) => {
  receive(request, response).catch((error: unknown) => {
    // A request that the kill cut off.
    response.destroy(error instanceof Error ? error : undefined);
  });
});

process.on('message', (order: PlatformOrder) => {
  if (order.do === 'tell-copies') {
    tell({ is: 'copies', copies: [...copies.values()].map(({ generation: _generation, ...copy }) => copy) });
  } else trap = order;
});
process.on('disconnect', () => process.exit(0));

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) tell({ is: 'listening', port: address.port });
});
