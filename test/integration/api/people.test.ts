import { describe, expect, it } from 'vitest';
import { apiUnderTest } from './api-under-test.ts';

describe('a channel', () => {
  it('is paused and resumed by an operator, with the reason', async () => {
    const { send } = await apiUnderTest();
    const paused = await send('POST', '/v1/channels/portal/pause', { reason: '停机维护' }, 'operator');

    expect(paused.status).toBe(200);
    expect(await paused.json()).toEqual({
      channel: 'portal',
      paused: { at: '2026-11-03T10:00:00+08:00', by: 'token:operator', reason: '停机维护' },
    });
    const resumed = await send('POST', '/v1/channels/portal/resume', { reason: '维护结束' }, 'operator');
    expect(await resumed.json()).toEqual({ channel: 'portal', paused: null, nudged: 2 });
  });

  it.each(['pause', 'resume', 'redrive'])('is not for submitters to %s', async (verb) => {
    const { send } = await apiUnderTest();

    expect((await send('POST', `/v1/channels/portal/${verb}`, { reason: '试' }, 'submitter')).status).toBe(
      403,
    );
  });

  it('takes no order without a reason, and no state that does not wait for a person', async () => {
    const { send } = await apiUnderTest();
    const pause = await send('POST', '/v1/channels/portal/pause', {}, 'operator');
    expect(pause.status).toBe(422);
    expect(await pause.json()).toMatchObject({ errors: [{ pointer: '/reason', code: 'required' }] });

    // A missing approval is no channel's: nothing that is sent again would bring it.
    const order = { reason: '恢复', states: ['published', 'approval-missing'] };
    const redrive = await send('POST', '/v1/channels/portal/redrive', order, 'operator');
    expect(redrive.status).toBe(422);
    expect(await redrive.json()).toMatchObject({
      errors: [
        { pointer: '/states/0', code: 'not-one-of' },
        { pointer: '/states/1', code: 'not-one-of' },
      ],
    });
  });

  it('sends again what waits there', async () => {
    const { send } = await apiUnderTest();
    const answer = await send('POST', '/v1/channels/portal/redrive', { reason: '恢复' }, 'operator');

    expect(await answer.json()).toEqual({ redriven: 3, left: 0, named: [], nextCursor: null });
  });
});

describe('what waits for a person', () => {
  it('is told to those who work on it', async () => {
    const api = await apiUnderTest();
    expect((await api.call('/v1/waiting', { as: null })).status).toBe(401);
    const answer = await api.call('/v1/waiting?reason=handed-over&channel=municipal', { as: 'submitter' });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      waiting: [{ reason: 'handed-over', channelName: '市级信息公开平台', overdue: true }],
      totals: [{ count: 51 }],
      nextCursor: '17~3',
    });
    expect((await api.call('/v1/waiting?reason=published', { as: 'submitter' })).status).toBe(422);
  });

  it('is shown as it is: what a channel said is no markup, and no script is a link', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/waiting?reason=handed-over', {
      as: 'operator',
      headers: { Accept: 'text/html' },
    });
    const page = await answer.text();

    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(page).toContain('关于&lt;调整&gt;的通知');
    expect(page).toContain('&lt;b&gt;栏目&lt;/b&gt;');
    expect(page).not.toContain('javascript:');
    expect(page).toContain('href="/waiting?reason=handed-over&amp;cursor=17%7E3"');
    expect(page).toContain('久未公开，请催办');
  });

  it('has a page that holds nothing before a token is entered', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/waiting', { as: null });
    const page = await answer.text();

    expect(answer.status).toBe(200);
    expect(page).toContain('待办事项');
    expect(page).not.toContain('的通知');
    for (const file of ['waiting.css', 'waiting.js'])
      expect((await api.call(`/assets/${file}`, { as: null })).status).toBe(200);
  });
});
