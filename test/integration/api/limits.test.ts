import { describe, expect, it } from 'vitest';
import { apiUnderTest, tokenOf } from './api-under-test.ts';

const limits = {
  bodyBytes: 1024 * 1024,
  attachmentBytes: 1024 * 1024,
  requestsPerMinute: 5,
  wrongTokensPerMinute: 3,
};

const statuses = async (ask: (index: number) => Promise<Response>, times: number): Promise<number[]> => {
  const answers: number[] = [];
  for (let index = 0; index < times; index += 1) answers.push((await ask(index)).status);
  return answers;
};

describe('requests of one token', () => {
  it('beyond the limit answer 429 with the seconds to wait', async () => {
    const api = await apiUnderTest({ limits });
    expect(await statuses(() => api.call('/v1/channels'), 6)).toEqual([200, 200, 200, 200, 200, 429]);
    const answer = await api.call('/v1/channels');
    const wait = Number(answer.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it('do not count against another token', async () => {
    const api = await apiUnderTest({ limits });
    await statuses(() => api.call('/v1/channels', { as: 'auditor' }), 6);
    expect((await api.call('/v1/channels', { as: 'operator' })).status).toBe(200);
  });

  it('are far from the default limit for a bulk poster', async () => {
    const api = await apiUnderTest();
    const answers = await Promise.all(Array.from({ length: 2000 }, () => api.call('/v1/channels')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('wrong tokens of one address', () => {
  it('beyond the limit answer 429 with the seconds to wait', async () => {
    const api = await apiUnderTest({ limits });
    const guess = (index: number) => api.call('/v1/channels', { token: `gk_guess${index}` });
    expect(await statuses(guess, 5)).toEqual([401, 401, 401, 429, 429]);
    expect(Number((await guess(9)).headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('shut a right guess out too, since otherwise guessing would go on', async () => {
    const api = await apiUnderTest({ limits });
    await statuses((index) => api.call('/v1/channels', { token: `gk_guess${index}` }), 4);
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(429);
  });

  it('do not shut out who was admitted before, even when its token has to be read again', async () => {
    const api = await apiUnderTest({ limits });
    await api.call('/v1/channels', { as: 'auditor' });
    await statuses((index) => api.call('/v1/channels', { token: `gk_guess${index}` }), 4);
    api.pass(31_000);
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(200);
  });

  it('do not shut out another address', async () => {
    let address = '192.0.2.1';
    const api = await apiUnderTest({ limits, addressOf: () => address });
    await statuses((index) => api.call('/v1/channels', { token: `gk_guess${index}` }), 4);
    address = '192.0.2.2';
    expect((await api.call('/v1/channels', { as: 'auditor' })).status).toBe(200);
  });

  it('are counted, requests without a token are not', async () => {
    const api = await apiUnderTest({ limits });
    expect(await statuses(() => api.call('/v1/channels', { as: null }), 5)).toEqual([
      401, 401, 401, 401, 401,
    ]);
    expect((await api.call('/v1/channels')).status).toBe(200);
  });
});

describe('a header that is no bearer token', () => {
  it.each(['Basic YTpi', 'Bearer', 'Bearer ', `Bearer a b`, tokenOf('admin')])(
    '"%s" answers 401',
    async (authorization) => {
      const api = await apiUnderTest();
      const answer = await api.app.request('/v1/channels', { headers: { Authorization: authorization } });
      expect(answer.status).toBe(401);
    },
  );

  it('may be written in any case and with more than one space', async () => {
    const api = await apiUnderTest();
    const answer = await api.app.request('/v1/channels', {
      headers: { Authorization: `bearer   ${tokenOf('admin')}` },
    });
    expect(answer.status).toBe(200);
  });
});
