import { describe, expect, it } from 'vitest';
import { CreatedTokenAnswer } from '../../../lib/api/schemas/token-schemas.ts';
import { apiUnderTest, tokenOf } from './api-under-test.ts';

const PATHS = ['/', '/v1/channels', '/openapi.json', '/nowhere', '/assets/page.css'];

describe('headers of every answer', () => {
  it.each(PATHS)('%s lets a browser load and run nothing from elsewhere', async (path) => {
    const { headers } = await (await apiUnderTest()).call(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  it.each(PATHS)('%s is for no other origin to read', async (path) => {
    const api = await apiUnderTest();
    const { headers } = await api.call(path, { headers: { Origin: 'https://elsewhere.example' } });
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('carry a request id of ours, or a sound one of the caller', async () => {
    const api = await apiUnderTest();
    const idOf = async (given: Record<string, string>) =>
      (await api.call('/healthz', { headers: given })).headers.get('X-Request-Id');
    expect(await idOf({})).toMatch(/^[\w-]{36}$/);
    expect(await idOf({ 'X-Request-Id': 'mine-1' })).toBe('mine-1');
    expect(await idOf({ 'X-Request-Id': 'not\tsound' })).toMatch(/^[\w-]{36}$/);
  });

  it('answer HEAD like GET, without a body', async () => {
    const answer = await (await apiUnderTest()).call('/v1/channels', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('the log', () => {
  it('tells a call in one line', async () => {
    const api = await apiUnderTest();
    await api.call('/v1/items?q=somebody', { as: 'auditor', headers: { 'X-Request-Id': 'r1' } });
    expect(api.logged).toEqual([
      {
        message: 'request',
        told: {
          requestId: 'r1',
          by: 'token:auditor',
          method: 'GET',
          path: '/v1/items',
          status: 200,
          ms: expect.any(Number),
        },
      },
    ]);
  });

  it('is silent about the open page, which refreshes itself', async () => {
    const api = await apiUnderTest();
    await api.call('/');
    expect(api.logged).toEqual([]);
  });

  it('never holds a token, whether right, wrong or new', async () => {
    const api = await apiUnderTest();
    await api.call('/v1/channels', { token: 'gk_wrong-but-secret' });
    const answer = await api.send('POST', '/v1/tokens', { name: '接口', roles: ['admin'] });
    const created = CreatedTokenAnswer.parse(await answer.json());
    const log = JSON.stringify(api.logged);
    expect(api.logged.length).toBe(2);
    for (const token of ['gk_wrong-but-secret', tokenOf('admin'), created.token]) {
      expect(log).not.toContain(token);
    }
  });
});
