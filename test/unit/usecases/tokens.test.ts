import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenRecord, TokenRegister } from '../../../lib/ports/registers.ts';
import { createAdmitAdministrator } from '../../../lib/usecases/admit-administrator.ts';
import { createAuthenticate } from '../../../lib/usecases/authenticate.ts';
import { createCreateToken } from '../../../lib/usecases/create-token.ts';
import { createListTokens } from '../../../lib/usecases/list-tokens.ts';
import { createRevokeToken } from '../../../lib/usecases/revoke-token.ts';
import { createTokenCache } from '../../../lib/usecases/token-cache.ts';

const LONG = 'x'.repeat(32);

let now: number;
let reads: number;
let records: Map<string, TokenRecord>;
const clock = { now: () => now };
const tokens: TokenRegister = {
  find: async (hash) => {
    reads += 1;
    return [...records.values()].find((record) => record.hash === hash);
  },
  list: async () => [...records.values()],
  put: async (record) => {
    records.set(record.id, record);
  },
};

const wired = () => {
  const cache = createTokenCache({ clock });
  return {
    authenticate: createAuthenticate({ tokens, cache }),
    createToken: createCreateToken({ tokens, clock }),
    revokeToken: createRevokeToken({ tokens, cache, clock }),
    listTokens: createListTokens({ tokens }),
    admitAdministrator: createAdmitAdministrator({ tokens, clock }),
  };
};

beforeEach(() => {
  now = Date.parse('2026-11-03T10:00:00+08:00');
  reads = 0;
  records = new Map();
});

describe('a created token', () => {
  it('is random, and only its hash is kept', async () => {
    const { createToken } = wired();
    const one = await createToken({ name: 'a', roles: ['auditor'] }, 'token:admin');
    const other = await createToken({ name: 'a', roles: ['auditor'] }, 'token:admin');
    expect(one.token).toMatch(/^gk_[\w-]{43}$/);
    expect(one.token).not.toBe(other.token);
    expect(JSON.stringify([...records.values()])).not.toContain(one.token);
    expect(records.get(one.view.id)).toMatchObject({
      name: 'a',
      roles: ['auditor'],
      createdBy: 'token:admin',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('authenticating', () => {
  it('reads the register once in thirty seconds for a valid token', async () => {
    const { authenticate, createToken } = wired();
    const { token, view } = await createToken({ name: 'a', roles: ['auditor'] }, 'system');
    for (let call = 0; call < 3; call += 1) {
      expect((await authenticate({ token, strangers: 'look-up' }))?.id).toBe(view.id);
    }
    expect(reads).toBe(1);
    now += 30_000;
    await authenticate({ token, strangers: 'look-up' });
    expect(reads).toBe(2);
  });

  it('reads it each time for a wrong token, so that a new token works at once', async () => {
    const { authenticate } = wired();
    expect(await authenticate({ token: LONG, strangers: 'look-up' })).toBeUndefined();
    expect(await authenticate({ token: LONG, strangers: 'look-up' })).toBeUndefined();
    expect(reads).toBe(2);
  });

  it('does not look strangers up when told to refuse them, but whoever was valid before', async () => {
    const { authenticate, createToken } = wired();
    const { token } = await createToken({ name: 'a', roles: [] }, 'system');
    expect(await authenticate({ token, strangers: 'refuse' })).toBeUndefined();
    expect(reads).toBe(0);
    await authenticate({ token, strangers: 'look-up' });
    now += 31_000;
    expect(await authenticate({ token, strangers: 'refuse' })).toBeDefined();
  });

  it('notices within thirty seconds that another process revoked a token', async () => {
    const { authenticate, createToken } = wired();
    const { token, view } = await createToken({ name: 'a', roles: [] }, 'system');
    await authenticate({ token, strangers: 'look-up' });
    await tokens.put({ ...records.get(view.id)!, revokedAt: now });
    now += 30_000;
    expect(await authenticate({ token, strangers: 'look-up' })).toBeUndefined();
  });

  it('does not hash what is too long to be a token', async () => {
    const { authenticate } = wired();
    expect(await authenticate({ token: 'x'.repeat(513), strangers: 'look-up' })).toBeUndefined();
    expect(reads).toBe(0);
  });

  it('remembers a thousand tokens and forgets the one read longest ago', async () => {
    const { authenticate } = wired();
    const { createToken } = wired();
    const created = [];
    for (let index = 0; index < 1001; index += 1) {
      created.push(await createToken({ name: 'a', roles: [] }, 'system'));
    }
    for (const { token } of created) await authenticate({ token, strangers: 'look-up' });
    expect(await authenticate({ token: created[0]!.token, strangers: 'refuse' })).toBeUndefined();
    expect(await authenticate({ token: created[1]!.token, strangers: 'refuse' })).toBeDefined();
  });
});

describe('revoking', () => {
  it('ends a token at once in this process and keeps its record', async () => {
    const { authenticate, createToken, revokeToken, listTokens } = wired();
    const { token, view } = await createToken({ name: 'a', roles: ['auditor'] }, 'system');
    await authenticate({ token, strangers: 'look-up' });
    expect(await revokeToken(view.id)).toMatchObject({ outcome: 'revoked' });
    expect(await authenticate({ token, strangers: 'look-up' })).toBeUndefined();
    expect(await listTokens()).toMatchObject([{ id: view.id, revokedAt: '2026-11-03T10:00:00+08:00' }]);
  });

  it('again keeps the first time', async () => {
    const { createToken, revokeToken } = wired();
    const { view } = await createToken({ name: 'a', roles: [] }, 'system');
    const first = await revokeToken(view.id);
    now += 60_000;
    expect(await revokeToken(view.id)).toEqual(first);
  });

  it('refuses to leave nobody who could manage tokens', async () => {
    const { createToken, revokeToken } = wired();
    const one = await createToken({ name: 'a', roles: ['admin'] }, 'system');
    await createToken({ name: 'b', roles: ['auditor'] }, 'system');
    expect(await revokeToken(one.view.id)).toMatchObject({ outcome: 'conflict' });
    const other = await createToken({ name: 'c', roles: ['admin'] }, 'system');
    expect(await revokeToken(one.view.id)).toMatchObject({ outcome: 'revoked' });
    expect(await revokeToken(other.view.id)).toMatchObject({ outcome: 'conflict' });
  });
});

describe('the administrator of an installation', () => {
  it('is admitted by a long enough token, once', async () => {
    const { admitAdministrator, authenticate } = wired();
    expect(await admitAdministrator('x'.repeat(31))).toBe('too-short');
    expect(records.size).toBe(0);
    expect(await admitAdministrator(LONG)).toBe('admitted');
    expect(await admitAdministrator(LONG)).toBe('known');
    expect(await authenticate({ token: LONG, strangers: 'look-up' })).toMatchObject({ roles: ['admin'] });
  });

  it('has one token: the next one ends the former', async () => {
    const { admitAdministrator, authenticate } = wired();
    await admitAdministrator(LONG);
    await admitAdministrator('y'.repeat(32));
    expect(await authenticate({ token: LONG, strangers: 'look-up' })).toBeUndefined();
  });
});
