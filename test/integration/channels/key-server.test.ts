import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyServer } from '../../../lib/channels/outgoing/create-key-server.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import type { OutgoingRequests } from '../../../lib/channels/outgoing/outgoing-requests.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';

const KEYS = [{ kty: 'EC', kid: 'first', crv: 'P-256', x: 'x', y: 'y' }];

let server: FaultServer;
let outgoing: OutgoingRequests;
let troubles: string[];

beforeEach(async () => {
  server = await startFaultServer();
  outgoing = createOutgoing({ allow: [`127.0.0.1:${server.port}`], ownOrigin: () => undefined });
  troubles = [];
});
afterEach(async () => {
  await outgoing.close();
  await server.close();
});

const keyServer = (oidc: { issuer?: string; jwksUri?: string } = {}, through = outgoing) =>
  createKeyServer({
    outgoing: through,
    oidc: { issuer: `${server.origin}/realms/city`, ...oidc },
    onTrouble: (reason) => void troubles.push(reason),
  });

const answering = (answers: Readonly<Record<string, unknown>>): void =>
  server.behave((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer));
  });

const DISCOVERY = '/realms/city/.well-known/openid-configuration';

describe('the keys of an issuer', () => {
  it.each([
    ['as it is', ''],
    ['with a slash at its end', '/'],
  ])('are found by its description of itself, the issuer written %s', async (_how, slash) => {
    const issuer = `${server.origin}/realms/city${slash}`;
    answering({
      [DISCOVERY]: { issuer, jwks_uri: `${server.origin}/keys`, other: 1 },
      '/keys': { keys: KEYS },
    });
    expect(await keyServer({ issuer }).fetch()).toEqual(KEYS);
    expect(server.received.map(({ path }) => path)).toEqual([DISCOVERY, '/keys']);
  });

  it('are fetched from the configured address without asking for another', async () => {
    answering({ '/keys': { keys: KEYS } });
    expect(await keyServer({ jwksUri: `${server.origin}/keys` }).fetch()).toEqual(KEYS);
    expect(server.received.map(({ path }) => path)).toEqual(['/keys']);
  });

  it.each([
    ['another issuer', () => ({ issuer: 'https://other.example', jwks_uri: `${server.origin}/keys` })],
    ['no address of keys', () => ({ issuer: `${server.origin}/realms/city` })],
    [
      'an address that is not safe',
      () => ({ issuer: `${server.origin}/realms/city`, jwks_uri: 'http://keys.example.cn/' }),
    ],
    ['a file', () => ({ issuer: `${server.origin}/realms/city`, jwks_uri: 'file:///keys' })],
  ])(
    'are unavailable where the description names %s, and nothing more is asked',
    async (_what, description) => {
      answering({ [DISCOVERY]: description() });
      expect(await keyServer().fetch()).toBe('unavailable');
      expect(server.received).toHaveLength(1);
      expect(troubles).toEqual([expect.stringContaining(DISCOVERY)]);
    },
  );

  it.each<[string, Parameters<FaultServer['behave']>[0]]>([
    ['a status that is not 200', (_request, response) => response.writeHead(503).end()],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/keys' }).end()],
    ['no JSON', (_request, response) => response.end('<html>')],
    ['no keys', (_request, response) => response.end('{}')],
    ['keys that are none', (_request, response) => response.end('{"keys":[1]}')],
    [
      'too many keys',
      (_request, response) =>
        response.end(JSON.stringify({ keys: Array.from({ length: 101 }, () => KEYS[0]) })),
    ],
    [
      'more than can be keys',
      (_request, response) => response.end(JSON.stringify({ keys: [{ kty: 'x'.repeat(256 * 1024) }] })),
    ],
    ['a connection that breaks', (_request, response) => response.destroy()],
  ])('are unavailable after %s', async (_what, listener) => {
    server.behave(listener);
    expect(await keyServer({ jwksUri: `${server.origin}/keys` }).fetch()).toBe('unavailable');
    expect(troubles).toHaveLength(1);
  });

  it('are unavailable, with a reason to act on, where the office allows no requests to the issuer', async () => {
    const guarded = createOutgoing({ allow: ['www.example.cn'], ownOrigin: () => undefined });
    expect(await keyServer({}, guarded).fetch()).toBe('unavailable');
    expect(server.received).toEqual([]);
    expect(troubles).toEqual([expect.stringContaining('outgoing.json')]);
    await guarded.close();
  });
});
