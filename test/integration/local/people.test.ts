import { afterEach, describe, expect, it } from 'vitest';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

let office: OfficeServer;
afterEach(() => office.stop());

const deliveriesOf = async (id: string) => (await office.call('GET', `/v1/items/${id}`)).body.deliveries;
const channelOf = async (id: string) =>
  (await office.call('GET', '/v1/channels')).body.channels.find(
    (channel: { id: string }) => channel.id === id,
  );

describe('a paused channel of a running server', () => {
  it('stays paused over a restart, holds back nobody else, and goes on when it is resumed', async () => {
    office = await startOffice();
    const paused = await office.call('POST', '/v1/channels/provincial/pause', { reason: '平台停机维护' });
    expect(paused).toMatchObject({ status: 200, body: { paused: { reason: '平台停机维护' } } });
    const plan = ['portal', 'provincial'];
    const { body } = await office.call('POST', '/v1/items', noticeOf(1, plan, '2026-11-03'));
    await expect
      .poll(() => deliveriesOf(body.id), { timeout: 10_000 })
      .toMatchObject([{ state: 'published' }, { state: 'none', attempts: 0 }]);
    await office.restart();
    expect(await channelOf('provincial')).toMatchObject({ owed: 1, paused: { reason: '平台停机维护' } });

    const resumed = await office.call('POST', '/v1/channels/provincial/resume', { reason: '维护结束' });
    expect(resumed).toMatchObject({ status: 200, body: { paused: null, nudged: 1 } });
    await expect
      .poll(() => deliveriesOf(body.id), { timeout: 15_000 })
      .toMatchObject([{ state: 'published' }, { state: 'published', attempts: 1 }]);
    expect((await office.call('POST', '/v1/channels/provincial/resume', { reason: '再来' })).status).toBe(
      409,
    );
  }, 40_000);
});
