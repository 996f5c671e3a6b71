import { describe, expect, it } from 'vitest';
import type { TimelinessQuery } from '../../../lib/usecases/list-timeliness.ts';
import { apiUnderTest, ITEM_ID, problemOf } from './api-under-test.ts';

describe('the list of what is late or soon due', () => {
  it('is for everybody with a role, and never kept by a cache', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/timeliness?state=late', { as: 'auditor' });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      state: 'late',
      today: '2026-11-03',
      items: [
        {
          item: {
            id: ITEM_ID,
            number: '2026-0078',
            title: '关于调整大厅办公时间的通知',
            topic: '双公示',
          },
          dueOn: '2026-11-02',
          provisional: false,
          daysOver: 1,
          daysLeft: null,
          firstPublicOn: null,
          missing: [{ channel: 'portal', channelName: '门户网站', state: 'parked' }],
        },
      ],
      nextCursor: 'parked~',
    });
    expect((await api.call('/v1/timeliness?state=late', { as: null })).status).toBe(401);
  });

  it.each<{ readonly query: string; readonly asked: TimelinessQuery }>([
    { query: 'state=soon', asked: { state: 'soon', within: 5, cursor: null, limit: 50 } },
    {
      query: 'state=late&year=2025&limit=2&cursor=public~',
      asked: { state: 'late', year: 2025, within: 5, cursor: 'public~', limit: 2 },
    },
    { query: 'state=soon&within=0', asked: { state: 'soon', within: 0, cursor: null, limit: 50 } },
  ])('is asked for by ?$query', async ({ query, asked }) => {
    const queries: TimelinessQuery[] = [];
    const api = await apiUnderTest({
      useCases: {
        listTimeliness: async (each) => {
          queries.push(each);
          return { outcome: 'listed', state: each.state, today: '2026-11-03', items: [], nextCursor: null };
        },
      },
    });
    await api.call(`/v1/timeliness?${query}`, { as: 'submitter' });
    expect(queries).toEqual([asked]);
  });

  it.each(['', 'state=early', 'state=soon&within=-1', 'state=soon&within=251', 'state=late&limit=201'])(
    'is refused for ?%s',
    async (query) => {
      const api = await apiUnderTest();
      expect((await api.call(`/v1/timeliness?${query}`, { as: 'submitter' })).status).toBe(422);
    },
  );

  it('tells where a cursor is none of its own', async () => {
    const violation = {
      code: 'cursor-unknown',
      pointer: '/cursor',
      message: { zh: '无效。', en: 'Not one.' },
    };
    const api = await apiUnderTest({
      useCases: { listTimeliness: async () => ({ outcome: 'invalid', violations: [violation] }) },
    });
    const answer = await api.call('/v1/timeliness?state=late&cursor=x', { as: 'submitter' });
    expect(answer.status).toBe(422);
    expect(await problemOf(answer)).toMatchObject({ errors: [{ code: 'cursor-unknown' }] });
  });

  it('shows on the page of what waits too', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/waiting', { as: 'operator', headers: { Accept: 'text/html' } });
    expect(await answer.text()).toContain('逾期未公开');
  });
});
