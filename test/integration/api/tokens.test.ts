import { describe, expect, it } from 'vitest';
import { CreatedTokenAnswer } from '../../../lib/api/schemas/token-schemas.ts';
import { apiUnderTest } from './api-under-test.ts';

describe('a created token', () => {
  it('is shown once, opens what its roles open, and is never listed', async () => {
    const api = await apiUnderTest();
    const created = await api.send('POST', '/v1/tokens', { name: '信息科', roles: ['auditor'] });
    const { token, id } = CreatedTokenAnswer.parse(await created.json());
    expect(created.headers.get('Cache-Control')).toBe('no-store');
    expect(token).toMatch(/^gk_[\w-]{43}$/);
    expect((await api.call('/v1/channels', { token })).status).toBe(200);
    expect((await api.call('/v1/unreadable', { token })).status).toBe(403);
    const list = await (await api.call('/v1/tokens')).text();
    expect(list).toContain(id);
    expect(list).not.toContain(token);
    expect(list).not.toContain('hash');
  });

  it('ends at once when it is revoked', async () => {
    const api = await apiUnderTest();
    const created = await api.send('POST', '/v1/tokens', { name: 'a', roles: ['auditor'] });
    const { token, id } = CreatedTokenAnswer.parse(await created.json());
    expect((await api.call('/v1/channels', { token })).status).toBe(200);
    const revoked = await api.call(`/v1/tokens/${id}`, { method: 'DELETE' });
    expect(await revoked.json()).toMatchObject({ id, revokedAt: '2026-11-03T10:00:00+08:00' });
    expect((await api.call('/v1/channels', { token })).status).toBe(401);
  });
});

describe('revoking', () => {
  it('a token that is not there answers 404', async () => {
    expect((await (await apiUnderTest()).call('/v1/tokens/none', { method: 'DELETE' })).status).toBe(404);
  });

  it('the last administrator answers 409, so that nobody is locked out', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/tokens/admin', { method: 'DELETE' });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'last-administrator' });
    expect((await api.call('/v1/channels')).status).toBe(200);
  });
});
