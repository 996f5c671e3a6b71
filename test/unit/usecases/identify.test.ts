import { describe, expect, it } from 'vitest';
import type { TokenRecord } from '../../../lib/ports/registers.ts';
import { createIdentify } from '../../../lib/usecases/identify.ts';
import type { VerifyJwt } from '../../../lib/usecases/verify-jwt.ts';

const RECORD: TokenRecord = {
  id: 'a1',
  name: '接口',
  hash: 'a'.repeat(64),
  roles: ['submitter'],
  createdAt: 0,
  createdBy: 'system',
  revokedAt: null,
};

/** What was asked about each credential, `token` or `login`. */
const asking = (login: Awaited<ReturnType<VerifyJwt>> | null) => {
  const asked: string[] = [];
  const identify = createIdentify({
    authenticate: async () => {
      asked.push('token');
      return RECORD;
    },
    verifyJwt:
      login &&
      (async () => {
        asked.push('login');
        return login;
      }),
  });
  return { asked, identify: (token: string) => identify({ token, strangers: 'look-up' }) };
};

const VALID = { outcome: 'valid', subject: '7', roles: ['auditor'], name: '甲某' } as const;

describe('a credential', () => {
  it.each([
    ['eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0.c2ln', 'login'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.', 'login'],
    ['eyJ..', 'login'],
    ['gk_eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0.c2ln', 'token'],
    ['eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0', 'token'],
    ['eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn', 'token'],
    ['a-secret-of-the-administrator-0123456789', 'token'],
  ])('%s is tried one way only, as a %s', async (credential, way) => {
    const { asked, identify } = asking({ outcome: 'invalid' });
    await identify(credential);
    expect(asked).toEqual([way]);
  });

  it('that looks like a login is a token like any other where no issuer is configured', async () => {
    const { asked, identify } = asking(null);
    expect(await identify('eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0.c2ln')).toMatchObject({ by: 'token:a1' });
    expect(asked).toEqual(['token']);
  });

  it.each([
    [VALID, { outcome: 'known', by: 'oidc:7', roles: ['auditor'], name: '甲某' }],
    [{ outcome: 'invalid' } as const, { outcome: 'unknown' }],
    [{ outcome: 'unavailable' } as const, { outcome: 'unavailable', retryAfterSeconds: 30 }],
  ])('that is a login found $outcome becomes $1', async (login, identity) => {
    expect(await asking(login).identify('eyJ.eyJ.c2ln')).toEqual(identity);
  });
});
