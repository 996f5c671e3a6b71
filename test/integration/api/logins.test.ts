import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeyServer } from '../../../lib/channels/outgoing/create-key-server.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import type { OutgoingRequests } from '../../../lib/channels/outgoing/outgoing-requests.ts';
import { Identity } from '../../../lib/configuration/identity.ts';
import { ROLES } from '../../../lib/ports/registers.ts';
import { createIssuerKeys } from '../../../lib/usecases/issuer-keys.ts';
import { createVerifyJwt } from '../../../lib/usecases/verify-jwt.ts';
import { claimsOf, makeKey, ROLES_OF_CLAIMS, sign, startIssuer } from '../../examples/issuer.ts';
import { SettableClock } from '../../examples/settable-clock.ts';
import { type ApiUnderTest, apiUnderTest, problemOf } from './api-under-test.ts';

const SIGNED_AT = Date.parse('2026-11-03T10:00:00+08:00');
const ISSUER = 'https://login.example.cn/realms/city';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const LIMITS = { bodyBytes: 1024, attachmentBytes: 1024, requestsPerMinute: 1000, wrongTokensPerMinute: 3 };

let first: Awaited<ReturnType<typeof makeKey>>;
let second: Awaited<ReturnType<typeof makeKey>>;
let rsa: Awaited<ReturnType<typeof makeKey>>;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let outgoing: OutgoingRequests;
let clock: SettableClock;
let troubles: string[];

beforeAll(async () => {
  [first, second, rsa] = await Promise.all([makeKey('first'), makeKey('second'), makeKey('rsa', 'RS256')]);
});

beforeEach(async () => {
  issuer = await startIssuer(first, rsa);
  outgoing = createOutgoing({ allow: [`127.0.0.1:${issuer.server.port}`], ownOrigin: () => undefined });
  clock = new SettableClock(SIGNED_AT);
  troubles = [];
});
afterEach(async () => {
  await outgoing.close();
  await issuer.server.close();
});

const openApi = (settings: Readonly<Record<string, unknown>> = {}): Promise<ApiUnderTest> => {
  const { oidc } = Identity.parse({ oidc: { ...issuer.oidc, ...settings } });
  if (oidc === null) throw new Error('no issuer is configured');
  const keyServer = createKeyServer({ outgoing, oidc, onTrouble: (reason) => void troubles.push(reason) });
  return apiUnderTest({
    limits: LIMITS,
    verifyJwt: createVerifyJwt({ oidc, clock, keys: createIssuerKeys({ keyServer, clock }) }),
  });
};

const claims = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload =>
  claimsOf(ISSUER, SIGNED_AT, changes);
const show = (api: ApiUnderTest, token: string, path = '/v1/channels') => api.call(path, { token });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const secondsAfter = (seconds: number): number => SIGNED_AT / SECOND + seconds;

const hmac = (signed: string, secret: string): string =>
  `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
const attacker = () => makeKey('first');

describe('a login of the configured issuer', () => {
  it.each([
    ['ES256', () => first],
    ['RS256', () => rsa],
  ])('signed by %s is let in', async (_alg, key) => {
    expect((await show(await openApi(), await sign(key(), claims()))).status).toBe(200);
  });

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['an audience among others', { aud: ['portal', 'gongkai'] }, {}],
    ['the type of an access token', {}, { typ: 'at+jwt' }],
    ['its type written in full', {}, { typ: 'application/at+jwt' }],
    ['no type', {}, { typ: undefined }],
    ['a role that is one text', { roles: '审计' }, {}],
    ['an end that passed within the skew of clocks', { exp: secondsAfter(-59) }, {}],
    ['a beginning that comes within the skew of clocks', { nbf: secondsAfter(60) }, {}],
    ['the longest subject', { sub: 'x'.repeat(255) }, {}],
    ['a subject in Chinese', { sub: '虚构市-甲某' }, {}],
  ])('with %s is let in', async (_what, changes, header) => {
    expect((await show(await openApi(), await sign(first, claims(changes), header))).status).toBe(200);
  });

  it('is named by its subject in histories, and by its name in the log where a claim is configured for it', async () => {
    const api = await openApi({ nameClaim: 'name' });
    await show(api, await sign(first, claims()));
    expect(api.logged).toMatchObject([{ told: { by: 'oidc:f81d4fae-7dec', name: '甲某', status: 200 } }]);
  });

  it('leaves the name out of the log where none is configured', async () => {
    const api = await openApi();
    await show(api, await sign(first, claims()));
    expect(JSON.stringify(api.logged)).not.toContain('甲某');
  });

  it('can make tokens, which then say by whom they were made', async () => {
    const api = await openApi();
    const answer = await api.call('/v1/tokens', {
      token: await sign(first, claims({ roles: ['系统管理员'] })),
      method: 'POST',
      body: '{"name":"接口","roles":["submitter"]}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ createdBy: 'oidc:f81d4fae-7dec' });
  });

  it('has the limit of requests of its own', async () => {
    const { oidc } = Identity.parse({ oidc: issuer.oidc });
    const keyServer = createKeyServer({ outgoing, oidc: oidc!, onTrouble: () => undefined });
    const api = await apiUnderTest({
      limits: { ...LIMITS, requestsPerMinute: 1 },
      verifyJwt: createVerifyJwt({ oidc: oidc!, clock, keys: createIssuerKeys({ keyServer, clock }) }),
    });
    await show(api, await sign(first, claims()));
    // Renewed, and yet the same caller.
    expect((await show(api, await sign(first, claims({ jti: '2' })))).status).toBe(429);
    expect((await show(api, await sign(first, claims({ sub: 'other' })))).status).toBe(200);
  });
});

describe('a login that is wrong', () => {
  const WRONG: readonly { readonly what: string; readonly token: () => Promise<string> | string }[] = [
    { what: 'unsigned', token: () => `${base64({ alg: 'none', kid: 'first' })}.${base64(claims())}.` },
    {
      what: 'unsigned, in other letters',
      token: () => `${base64({ alg: 'NoNe', kid: 'first' })}.${base64(claims())}.`,
    },
    {
      what: 'signed by HS256 with the public key',
      token: () =>
        hmac(`${base64({ alg: 'HS256', kid: 'rsa' })}.${base64(claims())}`, JSON.stringify(rsa.jwk)),
    },
    { what: 'signed by another with the same key id', token: async () => sign(await attacker(), claims()) },
    {
      what: 'signed by a key that it brings along',
      token: async () => {
        const key = await attacker();
        return sign(key, claims(), { jwk: key.jwk });
      },
    },
    {
      what: 'signed by an algorithm that is not configured',
      token: async () => sign(await makeKey('first', 'ES384'), claims()),
    },
    {
      what: 'named for a key of another kind',
      token: () => sign({ ...first, kid: 'rsa' }, claims()),
    },
    { what: 'of a key that nobody published', token: () => sign(second, claims()) },
    {
      what: 'of another issuer',
      token: () => sign(first, claims({ iss: 'https://login.example.cn/realms/other' })),
    },
    { what: 'of the issuer with a slash more', token: () => sign(first, claims({ iss: `${ISSUER}/` })) },
    { what: 'of no issuer', token: () => sign(first, claims({ iss: undefined })) },
    { what: 'for another audience', token: () => sign(first, claims({ aud: 'portal' })) },
    {
      what: 'for an audience that ours is a part of',
      token: () => sign(first, claims({ aud: 'gongkai-test' })),
    },
    { what: 'for no audience', token: () => sign(first, claims({ aud: undefined })) },
    { what: 'expired beyond the skew', token: () => sign(first, claims({ exp: secondsAfter(-60) })) },
    { what: 'without an end', token: () => sign(first, claims({ exp: undefined })) },
    { what: 'not yet valid beyond the skew', token: () => sign(first, claims({ nbf: secondsAfter(61) })) },
    { what: 'without a subject', token: () => sign(first, claims({ sub: undefined })) },
    { what: 'with an empty subject', token: () => sign(first, claims({ sub: '' })) },
    { what: 'with a subject that is a number', token: () => sign(first, { ...claims(), sub: 7 as never }) },
    { what: 'with a subject of two lines', token: () => sign(first, claims({ sub: 'a\nb' })) },
    { what: 'with a subject that is too long', token: () => sign(first, claims({ sub: 'x'.repeat(256) })) },
    { what: 'for a log-out', token: () => sign(first, claims(), { typ: 'logout+jwt' }) },
    {
      what: 'with an extension that must be understood',
      token: () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256', kid: 'first', crit: ['x'], x: 1 })
          .sign(first.privateKey, { crit: { x: true } }),
    },
    {
      what: 'tampered with',
      token: async () => {
        const [header, , signature] = (await sign(first, claims())).split('.');
        return `${header}.${base64(claims({ roles: ['系统管理员'] }))}.${signature}`;
      },
    },
    {
      what: 'cut short',
      token: async () => (await sign(first, claims())).slice(0, -4),
    },
    { what: 'longer than any login', token: () => sign(first, claims({ groups: 'x'.repeat(8192) })) },
    { what: 'no JSON', token: () => 'eyJhbGciOiJFUzI1NiJ.eyJ.x' },
    { what: 'in parts that are empty', token: () => 'eyJ..' },
  ];

  it.each(WRONG)('($what) answers 401', async ({ token }) => {
    const answer = await show(await openApi(), await token());
    expect(answer.status).toBe(401);
    expect(await problemOf(answer)).toMatchObject({ code: 'token-unknown' });
    expect(answer.headers.get('WWW-Authenticate')).toContain('invalid_token');
  });

  it('counts as a wrong token, and does not shut out a right login or a service token that was valid lately', async () => {
    const api = await openApi();
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(200);
    const statuses = [];
    for (let guess = 0; guess < 5; guess += 1) {
      statuses.push((await show(api, await sign(first, claims({ aud: `guess ${guess}` })))).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await show(api, 'gk_guess')).status).toBe(429);
    expect((await show(api, await sign(first, claims()))).status).toBe(200);
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(200);
  });
});

describe('the roles of a login', () => {
  const CALLS = [
    { call: 'GET /v1/channels', roles: ROLES },
    { call: 'GET /v1/items/1/deliveries/municipal/copy', roles: ['submitter'] },
    { call: 'GET /v1/unreadable', roles: ['operator'] },
    { call: 'GET /v1/returns/2017', roles: ['operator', 'auditor'] },
    { call: 'GET /v1/tokens', roles: ['admin'] },
  ] as const;
  const pairs = CALLS.flatMap(({ call, roles }) =>
    Object.entries(ROLES_OF_CLAIMS).map(([claim, given]) => {
      const may = given.some((role) => role === 'admin' || roles.some((needed) => needed === role));
      return { call, claim, status: may ? 200 : 403 };
    }),
  );

  it.each(pairs)('$claim: $call answers $status', async ({ call, claim, status }) => {
    const [, path = ''] = call.split(' ');
    const answer = await show(await openApi(), await sign(first, claims({ roles: [claim] })), path);
    expect(answer.status).toBe(status);
  });

  it.each([
    ['a value that is not listed', ['访客']],
    ['our own name of a role', ['admin']],
    ['no value', []],
    ['no claim', undefined],
    ['a name that every object has', ['constructor', '__proto__']],
    ['something else than texts', [1, null, { admin: true }, ['审计']]],
    ['an object', { admin: true }],
  ])('are none for %s, and then no call is open', async (_what, roles) => {
    const answer = await show(await openApi(), await sign(first, claims({ roles })));
    expect(answer.status).toBe(403);
    expect(await problemOf(answer)).toMatchObject({ code: 'role-missing', roles: ROLES });
  });

  it('are those of every value that is listed, from the claim that is configured', async () => {
    const api = await openApi({ rolesClaim: 'groups' });
    const token = await sign(
      first,
      claims({ roles: ['系统管理员'], groups: ['审计', '访客', '信息中心-运维'] }),
    );
    expect((await show(api, token, '/v1/unreadable')).status).toBe(200);
    expect((await show(api, token, '/v1/returns/2017')).status).toBe(200);
    expect((await show(api, token, '/v1/tokens')).status).toBe(403);
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many logins, at once or one after the other', async () => {
    const api = await openApi();
    const token = await sign(first, claims());
    const answers = await Promise.all(Array.from({ length: 20 }, () => show(api, token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await show(api, token)).status).toBe(200);
    expect(issuer.server.received.map(({ path }) => path)).toEqual(['/keys']);
  });

  it('are fetched again for an unknown one, once in thirty seconds whatever callers show', async () => {
    const api = await openApi();
    await show(api, await sign(first, claims()));
    clock.pass(30 * SECOND);
    issuer.publish(first, second);
    expect((await show(api, await sign(second, claims()))).status).toBe(200);
    expect(issuer.server.received).toHaveLength(2);
    for (const kid of ['a', 'b']) {
      expect((await show(api, await sign({ ...second, kid }, claims()))).status).toBe(401);
    }
    expect(issuer.server.received).toHaveLength(2);
    clock.pass(30 * SECOND);
    expect((await show(api, await sign({ ...second, kid: 'c' }, claims()))).status).toBe(401);
    expect(issuer.server.received).toHaveLength(3);
  });

  it('are not fetched for what is plainly no login of the issuer', async () => {
    const api = await openApi();
    await show(api, `${base64({ alg: 'none' })}.${base64(claims())}.`);
    await show(api, 'gk_token');
    expect(issuer.server.received).toEqual([]);
  });

  it('go out of use within ten minutes of being taken back', async () => {
    const api = await openApi();
    const token = await sign(first, claims({ exp: secondsAfter(3600) }));
    expect((await show(api, token)).status).toBe(200);
    issuer.publish(second);
    clock.pass(10 * MINUTE);
    expect((await show(api, token)).status).toBe(401);
  });

  it('serve on while the issuer is down, for a day; a login of an unknown one is answered 503', async () => {
    const api = await openApi();
    const token = await sign(first, claims({ exp: secondsAfter(48 * 3600) }));
    expect((await show(api, token)).status).toBe(200);
    issuer.server.behave((_request, response) => response.writeHead(500).end());
    clock.pass(24 * HOUR - SECOND);
    expect((await show(api, token)).status).toBe(200);

    const answer = await show(api, await sign(second, claims({ exp: secondsAfter(48 * 3600) })));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('30');
    expect(await problemOf(answer)).toMatchObject({ code: 'identity-unavailable' });
    expect(troubles).toEqual([expect.stringContaining('status 500')]);

    clock.pass(SECOND);
    expect((await show(api, token)).status).toBe(503);
  });

  it('that cannot be had answer 503, are asked for every thirty seconds, and do not count against the caller', async () => {
    await issuer.server.close();
    const api = await openApi();
    const token = await sign(first, claims());
    const statuses = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await show(api, token)).status);
    expect(statuses).toEqual([503, 503, 503, 503, 503]);
    expect(troubles).toHaveLength(1);
    clock.pass(30 * SECOND);
    await show(api, token);
    expect(troubles).toHaveLength(2);
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(200);
  });

  it('that are too weak or damaged verify nothing', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = { ...publicKey.export({ format: 'jwk' }), kid: 'weak', kty: 'RSA' };
    issuer.server.behave((_request, response) => {
      response.end(
        JSON.stringify({ keys: [weak, { kty: 'EC', crv: 'P-256', kid: 'damaged', x: '!', y: 1 }] }),
      );
    });
    const api = await openApi();
    const signed = `${base64({ alg: 'RS256', kid: 'weak' })}.${base64(claims())}`;
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url');
    expect((await show(api, `${signed}.${signature}`)).status).toBe(401);
    expect((await show(api, await sign({ ...first, kid: 'damaged' }, claims()))).status).toBe(401);
  });
});

describe('without a configured issuer', () => {
  it('a login is a wrong token like any other', async () => {
    const answer = await show(await apiUnderTest(), await sign(first, claims()));
    expect(answer.status).toBe(401);
    expect(await problemOf(answer)).toMatchObject({ code: 'token-unknown' });
  });
});
