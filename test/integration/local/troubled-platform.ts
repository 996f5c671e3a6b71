import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Message {
  readonly action: 'publish' | 'replace' | 'withdraw';
  readonly key: string;
  readonly generation: number;
  readonly text?: string;
}

interface Copy {
  readonly generation: number;
  readonly text: string;
}

/**
 * Platforms of somebody else, one below each path, which speak docs/http-channel.md and put a second copy up where they are
 * told to publish twice.
 */
export const startTroubledPlatform = async () => {
  /** By path and key, oldest first. */
  const copies = new Map<string, Copy[]>();
  const received: string[] = [];
  const refusing = new Set<string>();
  const holding = new Map<string, () => void>();
  let held: Promise<void> | undefined;

  const take = (path: string, { action, key, generation, text = '' }: Message): void => {
    const place = `${path}/${key}`;
    const there = copies.get(place) ?? [];
    if (action === 'publish') copies.set(place, [...there, { generation, text }]);
    if (action === 'replace') copies.set(place, [...there.slice(0, -1), { generation, text }]);
    if (action === 'withdraw') copies.delete(place);
  };

  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, path = '', call = '', key = ''] = (request.url ?? '').split('/');
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (call === 'items') {
      const copy = copies.get(`${path}/${key}`)?.at(-1);
      answer(copy === undefined ? 404 : 200, { key, id: key.slice(0, 8), generation: copy?.generation });
      return;
    }
    const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Message;
    received.push(`${path} ${message.action} ${message.text ?? ''}`);
    if (refusing.delete(path)) {
      answer(422, { detail: '栏目不存在' });
      return;
    }
    take(path, message);
    const release = holding.get(path);
    if (release !== undefined) {
      holding.delete(path);
      release();
      await held;
    }
    answer(200, { key: message.key, id: message.key.slice(0, 8), url: `/${path}/${message.key}.html` });
  };
  const server = createServer((request, response) => {
    answerTo(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    /** Path, action and words of every message that ever came. */
    received: received as readonly string[],
    copiesOf: (path: string, key: string): readonly Copy[] => copies.get(`${path}/${key}`) ?? [],
    /** The next message there is refused. */
    refuseNext: (path: string) => void refusing.add(path),
    /** The next message there is taken, and answered only when it is let go. */
    holdNext: (path: string): { readonly taken: Promise<void>; readonly letGo: () => void } => {
      const hold = Promise.withResolvers<void>();
      const taken = Promise.withResolvers<void>();
      held = hold.promise;
      holding.set(path, taken.resolve);
      return { taken: taken.promise, letGo: hold.resolve };
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
