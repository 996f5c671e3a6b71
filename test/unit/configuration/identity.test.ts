import { describe, expect, it } from 'vitest';
import { Identity } from '../../../lib/configuration/identity.ts';

const LEAST = {
  issuer: 'https://login.example.cn/realms/city',
  audience: 'gongkai',
  roles: { 公开科室: ['submitter'] },
};

describe('identity.json', () => {
  it('takes no logins unless it names an issuer', () => {
    expect(Identity.parse({})).toEqual({ oidc: null });
  });

  it('needs no more than an issuer, an audience and roles', () => {
    expect(Identity.parse({ oidc: LEAST }).oidc).toEqual({
      ...LEAST,
      rolesClaim: 'roles',
      algorithms: ['RS256', 'ES256', 'PS256'],
    });
  });

  it.each([
    ['https', 'https://keys.example.cn/jwks'],
    ['http within the machine', 'http://127.0.0.1:8081/jwks'],
    ['http within the machine, IPv6', 'http://[::1]:8081/jwks'],
    ['http within the machine, by name', 'http://localhost:8081/jwks'],
  ])('takes keys over %s', (_how, jwksUri) => {
    expect(Identity.safeParse({ oidc: { ...LEAST, jwksUri } }).success).toBe(true);
  });

  it.each([
    ['an issuer over http', { issuer: 'http://login.example.cn' }],
    ['an issuer with a query', { issuer: 'https://login.example.cn/?realm=city' }],
    ['an issuer with a fragment', { issuer: 'https://login.example.cn/#city' }],
    ['an issuer that is no address', { issuer: 'login.example.cn' }],
    ['no audience', { audience: undefined }],
    ['an empty audience', { audience: '' }],
    ['no roles', { roles: undefined }],
    ['a role that is none of ours', { roles: { a: ['root'] } }],
    ['a value that gives no role', { roles: { a: [] } }],
    ['keys over http from elsewhere', { jwksUri: 'http://keys.example.cn/jwks' }],
    ['keys from a host that only begins like this one', { jwksUri: 'http://127.0.0.1.example.cn/jwks' }],
    ['keys from a file', { jwksUri: 'file:///jwks' }],
    ['unsigned logins', { algorithms: ['none'] }],
    ['logins signed with a shared secret', { algorithms: ['RS256', 'HS256'] }],
    ['no algorithm', { algorithms: [] }],
    ['a word it does not know', { clientSecret: 'x' }],
  ])('refuses %s', (_what, changes) => {
    expect(Identity.safeParse({ oidc: { ...LEAST, ...changes } }).success).toBe(false);
  });
});
