import { afterEach, describe, expect, it } from 'vitest';
import { SettableClock } from '../../examples/settable-clock.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const byHand = ({ channels }: { channels: Record<string, unknown>[] }) => ({
  channels: channels.map(({ settleTime: _settleTime, ...channel }) => ({
    ...channel,
    kind: 'manual',
    settings: {},
  })),
});

let office: OfficeServer;
afterEach(() => office.stop());

const stateOf = async (id: string) => (await office.call('GET', `/v1/items/${id}`)).body;
const handedOver = async (id: string) => {
  await expect
    .poll(async () => (await stateOf(id)).deliveries.map(({ state }: { state: string }) => state), {
      timeout: 10_000,
    })
    .toEqual(expect.arrayContaining(['handed-over']));
};

describe('channels without an interface', () => {
  it('give the clerk a copy sheet each, take three pasted addresses, and count one item', async () => {
    const clock = new SettableClock(Date.parse('2026-11-03T12:00:00+08:00'));
    office = await startOffice({ channels: byHand, clock });
    const plan = ['portal', 'provincial', 'municipal'];
    const { status, body } = await office.call('POST', '/v1/items', noticeOf(1, plan, '2026-11-03'));
    expect(status).toBe(201);
    await expect
      .poll(async () => (await stateOf(body.id)).deliveries.map(({ state }: { state: string }) => state), {
        timeout: 10_000,
      })
      .toEqual(['handed-over', 'handed-over', 'handed-over']);
    for (const channel of plan) {
      const sheet = await office.call('GET', `/v1/items/${body.id}/deliveries/${channel}/copy`);
      expect(sheet.body).toMatchObject({
        title: '（虚构）第1号通知',
        html: expect.stringContaining('第1号通知的正文'),
      });
      const receipt = { url: `https://${channel}.example.cn/1.html`, edition: 1 };
      const answer = await office.call('POST', `/v1/items/${body.id}/deliveries/${channel}/receipt`, receipt);
      expect(answer.status).toBe(200);
    }
    expect((await stateOf(body.id)).deliveries).toMatchObject(
      plan.map((channel) => ({ channel, state: 'published', basis: 'stated' })),
    );
    expect((await office.call('GET', '/v1/counts/2026')).body).toMatchObject({
      total: 1,
      channels: { portal: 1, provincial: 1, municipal: 1 },
      regions: [{ channels: ['municipal', 'portal', 'provincial'], items: 1 }],
    });
  });

  it('give the clerk a take-down sheet, and do not count what went out in error', async () => {
    const clock = new SettableClock(Date.parse('2026-11-03T12:00:00+08:00'));
    office = await startOffice({ channels: byHand, clock });
    const { body } = await office.call('POST', '/v1/items', noticeOf(1, ['portal'], '2026-11-03'));
    await handedOver(body.id);
    const place = `/v1/items/${body.id}/deliveries/portal`;
    await office.call('POST', `${place}/receipt`, { url: 'https://portal.example.cn/1.html', edition: 1 });
    expect((await office.call('POST', `${place}/receipt`, { takenDown: true })).body.code).toBe(
      'still-to-be-shown',
    );

    const order = { cause: 'error', reason: '误发测试稿', notice: '本页已撤下。' };
    const withdrawn = await office.call('POST', `/v1/items/${body.id}/withdrawal`, order);
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      withdrawal: { cause: 'error', approved: false },
    });
    await handedOver(body.id);

    expect((await office.call('GET', `${place}/copy`)).body).toMatchObject({
      action: 'take-down',
      takeDown: { url: 'https://portal.example.cn/1.html', notice: '本页已撤下。', cause: 'error' },
    });
    const page = await office.call('GET', `${place}/copy`, undefined, { accept: 'text/html' });
    expect(page.body).toContain('撤下单');
    expect(page.body).toContain('https://portal.example.cn/1.html');
    expect((await office.call('GET', '/v1/waiting')).body.waiting).toMatchObject([
      { reason: 'handed-over', channel: 'portal', takeDown: true },
      { reason: 'approval-missing', channel: null, channelName: '全部渠道' },
    ]);
    expect((await office.call('GET', '/v1/counts/2026')).body).toMatchObject({
      total: 1,
      withdrawnAsError: 0,
    });

    const down = await office.call('POST', `${place}/receipt`, { takenDown: true });
    expect(down.body.deliveries).toMatchObject([
      { state: 'withdrawn', withdrawal: 'error', takingDown: false },
    ]);
    expect((await office.call('GET', '/v1/counts/2026')).body).toMatchObject({
      total: 0,
      withdrawnAsError: 1,
    });
    const missing = await office.call('POST', `${place}/receipt`, {
      url: 'https://portal.example.cn/1.html',
    });
    expect(missing.body.errors).toMatchObject([{ code: 'required', pointer: '/edition' }]);
  });

  it('count a page put up on 31 December and reported on 3 January in the year of December, marked as stated', async () => {
    const clock = new SettableClock(Date.parse('2025-12-30T09:00:00+08:00'));
    office = await startOffice({ channels: byHand, clock });
    const { body } = await office.call('POST', '/v1/items', noticeOf(1, ['portal'], '2025-12-30'));
    await handedOver(body.id);
    clock.set(Date.parse('2026-01-03T10:00:00+08:00'));
    const receipt = { url: 'https://portal.example.cn/1.html', publicAt: '2025-12-31', edition: 1 };
    const answer = await office.call('POST', `/v1/items/${body.id}/deliveries/portal/receipt`, receipt);
    expect(answer.body.deliveries).toMatchObject([
      { basis: 'stated', publicAt: '2025-12-31T00:00:00+08:00' },
    ]);
    expect((await office.call('GET', '/v1/counts/2025')).body).toMatchObject({ total: 1 });
    expect((await office.call('GET', '/v1/counts/2026')).body).toMatchObject({ total: 0, published: 0 });
  });
});
