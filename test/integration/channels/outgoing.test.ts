import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingDependencies } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import type { OutgoingRequests } from '../../../lib/channels/outgoing/outgoing-requests.ts';
import type { FaultServer } from './fault-server.ts';
import { startFaultServer } from './fault-server.ts';

let server: FaultServer;
const open: OutgoingRequests[] = [];

beforeEach(async () => {
  server = await startFaultServer();
});

afterEach(async () => {
  await server.close();
  await Promise.all(open.splice(0).map((outgoing) => outgoing.close()));
});

const outgoingWith = (dependencies: Partial<OutgoingDependencies> = {}): OutgoingRequests => {
  const outgoing = createOutgoing({ allow: [], ownOrigin: () => undefined, ...dependencies });
  open.push(outgoing);
  return outgoing;
};

const get = (outgoing: OutgoingRequests, url: string, milliseconds = 5_000) =>
  outgoing.request({ method: 'GET', url }, AbortSignal.timeout(milliseconds));

const resolvingTo =
  (...addresses: string[]): NonNullable<OutgoingDependencies['resolve']> =>
  (_hostname, callback) => {
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

const own = (dependencies: Partial<OutgoingDependencies> = {}): OutgoingRequests =>
  outgoingWith({ ownOrigin: () => server.origin, ...dependencies });

describe('the guard of outgoing requests', () => {
  it.each([
    ['http://127.0.0.1:PORT/', 'loopback'],
    ['http://127.1:PORT/', 'loopback, short'],
    ['http://2130706433:PORT/', 'loopback, decimal'],
    ['http://0x7f.1:PORT/', 'loopback, hexadecimal'],
    ['http://0177.0.0.1:PORT/', 'loopback, octal'],
    ['http://\uff11\uff12\uff17\u3002\uff10.0.1:PORT/', 'loopback, full-width digits'],
    ['http://0.0.0.0:PORT/', 'this host'],
    ['http://[::1]:PORT/', 'loopback, IPv6'],
    ['http://[::ffff:127.0.0.1]:PORT/', 'loopback, mapped'],
    ['http://[::ffff:7f00:1]:PORT/', 'loopback, mapped, hexadecimal'],
    ['http://[::127.0.0.1]:PORT/', 'loopback, IPv4-compatible'],
    ['http://[64:ff9b::127.0.0.1]:PORT/', 'loopback, NAT64'],
    ['http://[2002:7f00:1::]:PORT/', 'loopback, 6to4'],
    ['http://[fd00::1]:PORT/', 'unique local'],
    ['http://[fe80::1]:PORT/', 'link-local'],
    ['http://169.254.169.254/latest/meta-data/', 'cloud metadata'],
    ['http://10.0.0.8/', 'private'],
    ['http://192.168.0.1/', 'private'],
    ['http://localhost:PORT/', 'a name of loopback'],
    ['https://127.0.0.1:PORT/', 'loopback, TLS'],
  ])('refuses %s (%s) before anything is sent', async (url) => {
    expect(await get(outgoingWith(), url.replace('PORT', String(server.port)))).toMatchObject({
      outcome: 'not-allowed',
    });
    expect(server.received).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.cn/',
    'gopher://127.0.0.1/',
    'javascript:alert(1)',
    'not a url',
    'http://[fe80::1%25eth0]/',
    'http://public.example@127.0.0.1/',
    'http://user:pass@public.example/',
    '',
  ])('refuses %j as an address', async (url) => {
    expect(await get(outgoingWith({ resolve: resolvingTo('93.184.215.14') }), url)).toMatchObject({
      outcome: 'not-allowed',
    });
  });

  it('refuses a name as soon as one of its addresses leads inside', async () => {
    const outgoing = outgoingWith({ resolve: resolvingTo('93.184.215.14', '10.0.0.1') });

    expect(await get(outgoing, 'http://two-faced.example/')).toMatchObject({
      outcome: 'not-allowed',
      reason: expect.stringContaining('10.0.0.1'),
    });
  });

  it('connects to the address that was checked, so a name that answers differently the second time gains nothing', async () => {
    let lookUps = 0;
    const outgoing = outgoingWith({
      connectTimeout: 200,
      resolve: (_hostname, callback) => {
        lookUps += 1;
        // The first is a public address that nobody answers at.
        callback(null, [{ address: lookUps === 1 ? '223.255.255.254' : '127.0.0.1', family: 4 }]);
      },
    });
    const url = `http://rebinding.example:${server.port}/`;

    expect(await get(outgoing, url, 600)).toMatchObject({ outcome: 'unreachable' });
    expect(lookUps).toBe(1);
    expect(await get(outgoing, url, 600)).toMatchObject({ outcome: 'not-allowed' });
    expect(server.received).toEqual([]);
  });

  it('does not follow a redirect, wherever it leads', async () => {
    const other = await startFaultServer();
    server.behave((_request, response) =>
      response.writeHead(302, { location: `${other.origin}/inside` }).end(),
    );
    const outgoing = outgoingWith({ ownOrigin: () => server.origin });

    const answer = await get(outgoing, `${server.origin}/start`);

    expect(answer).toMatchObject({ outcome: 'answered', status: 302 });
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('allows its own origin, by path and in full, and no other port of loopback', async () => {
    const other = await startFaultServer();
    const outgoing = outgoingWith({ ownOrigin: () => server.origin });

    expect(await get(outgoing, '/practice/x')).toMatchObject({ outcome: 'answered', status: 200 });
    expect(await get(outgoing, `${server.origin}/practice/x`)).toMatchObject({
      outcome: 'answered',
      status: 200,
    });
    expect(await get(outgoing, `${other.origin}/practice/x`)).toMatchObject({ outcome: 'not-allowed' });
    expect(server.received.map(({ path }) => path)).toEqual(['/practice/x', '/practice/x']);
    await other.close();
  });

  it.each(['//127.0.0.1/x', '/\\127.0.0.1/x', '///example.cn/x'])(
    'does not take %j for a path on its own origin',
    async (url) => {
      expect(await get(outgoingWith({ ownOrigin: () => server.origin }), url)).toMatchObject({
        outcome: 'not-allowed',
      });
    },
  );

  it('says that nothing was sent while it does not listen itself', async () => {
    expect(await get(outgoingWith(), '/practice/x')).toMatchObject({ outcome: 'unreachable' });
  });

  it('allows an address of the network that is listed with its port, on that port only', async () => {
    const outgoing = outgoingWith({ allow: [`127.0.0.1:${server.port}`] });

    expect(await get(outgoing, `${server.origin}/x`)).toMatchObject({ outcome: 'answered' });
    expect(await get(outgoing, 'http://127.0.0.1:1/x')).toMatchObject({ outcome: 'not-allowed' });
  });

  it('allows a name listed with its port to be inside, and one listed without it only outside', async () => {
    const resolve = resolvingTo('127.0.0.1');

    expect(
      await get(
        outgoingWith({ allow: [`oa.example:${server.port}`], resolve }),
        `http://oa.example:${server.port}/`,
      ),
    ).toMatchObject({ outcome: 'answered' });
    expect(
      await get(outgoingWith({ allow: ['oa.example'], resolve }), `http://oa.example:${server.port}/`),
    ).toMatchObject({ outcome: 'not-allowed' });
  });

  it('refuses every host that is not on the list, once there is one', async () => {
    const outgoing = outgoingWith({ allow: ['www.example.cn'], resolve: resolvingTo('93.184.215.14') });

    expect(await get(outgoing, 'http://elsewhere.example.cn/')).toMatchObject({ outcome: 'not-allowed' });
  });

  it.each(['http://example.cn', 'example.cn/path', 'a b', '', '*', 'user@host', 'host:port'])(
    'does not start with %j on the list',
    (entry) => {
      expect(() => createOutgoing({ allow: [entry], ownOrigin: () => undefined })).toThrow(/outgoing\.json/);
    },
  );
});

describe('what became of an outgoing request', () => {
  it('is unreachable when the connection is refused', async () => {
    const gone = await startFaultServer();
    await gone.close();

    expect(await get(outgoingWith({ ownOrigin: () => gone.origin }), '/x')).toMatchObject({
      outcome: 'unreachable',
    });
  });

  it('is unreachable when the name does not exist', async () => {
    const outgoing = outgoingWith({
      resolve: (hostname, callback) => callback(new Error(`getaddrinfo ENOTFOUND ${hostname}`), []),
    });

    expect(await get(outgoing, 'http://nowhere.example/')).toMatchObject({
      outcome: 'unreachable',
      reason: expect.stringContaining('ENOTFOUND'),
    });
  });

  it('is unreachable when the time is up while the name is still being looked up', async () => {
    const outgoing = outgoingWith({ resolve: () => undefined });

    expect(await get(outgoing, 'http://slow-name.example/', 50)).toMatchObject({ outcome: 'unreachable' });
  });

  it('is unreachable when the time was up before it began', async () => {
    const answer = await own().request({ method: 'GET', url: '/x' }, AbortSignal.abort());

    expect(answer).toMatchObject({ outcome: 'unreachable' });
    expect(server.received).toEqual([]);
  });

  it.each([
    ['silence', () => undefined],
    ['a reset', (response: { destroy(): void }) => response.destroy()],
  ])('is no answer after %s', async (_name, fault) => {
    server.behave((_request, response) => fault(response));

    expect(await get(own(), '/x', 200)).toMatchObject({ outcome: 'no-answer' });
    expect(server.received).toHaveLength(1);
  });

  it('is no answer when the connection breaks in the middle of it', async () => {
    server.behave((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });

    expect(await get(own(), '/x')).toMatchObject({ outcome: 'no-answer' });
  });

  it('is no answer when the other side speaks something else', async () => {
    server.behave((request) => {
      request.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n');
    });

    expect(await get(own(), '/x')).toMatchObject({ outcome: 'no-answer' });
  });

  it('is no answer when it trickles in beyond the time', async () => {
    server.behave((_request, response) => {
      response.writeHead(200);
      const trickle = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(trickle));
    });

    expect(await get(own(), '/x', 200)).toMatchObject({ outcome: 'no-answer' });
  });

  it.each([
    ['announced', { 'content-length': '2000' }],
    ['not announced', {}],
  ])('keeps the status of an answer that is too large (%s), without its body', async (_name, headers) => {
    server.behave((_request, response) => response.writeHead(200, headers).end('x'.repeat(2000)));

    expect(await get(own({ maxBytes: 1000 }), '/x')).toMatchObject({
      outcome: 'answered',
      status: 200,
      body: null,
    });
  });

  it('takes an answer of exactly the size allowed', async () => {
    server.behave((_request, response) => response.end('x'.repeat(1000)));

    expect(await get(own({ maxBytes: 1000 }), '/x')).toMatchObject({
      outcome: 'answered',
      body: Buffer.from('x'.repeat(1000)),
    });
  });

  it('sends method, path, query, headers and body as given, over connections that are kept', async () => {
    const ports = new Set<number | undefined>();
    server.behave((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('好');
    });
    const outgoing = own();
    const request = { method: 'POST', url: '/a/b?c=d', headers: { 'x-test': '1' }, body: '正文' } as const;

    for (let call = 0; call < 10; call += 1) {
      const answer = await outgoing.request(request, AbortSignal.timeout(5_000));
      expect(answer).toMatchObject({ outcome: 'answered', body: Buffer.from('好') });
    }

    expect(ports.size).toBeLessThanOrEqual(2);
    expect(server.received[0]).toMatchObject({ method: 'POST', path: '/a/b?c=d', body: '正文' });
    expect(server.received[0]?.headers['x-test']).toBe('1');
  });
});
