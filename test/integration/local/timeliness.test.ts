import { afterEach, expect, it } from 'vitest';
import { SettableClock } from '../../examples/settable-clock.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

let office: OfficeServer;
afterEach(() => office.stop());

const listed = async (query: string) => (await office.call('GET', `/v1/timeliness?${query}`)).body.items;
const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

it('follows an item from soon due over late to public, by the limit of its topic', async () => {
  const clock = new SettableClock(noon('2026-11-06'));
  office = await startOffice({
    clock,
    channels: ({ channels }) => ({
      channels: channels.map(({ settleTime: _settleTime, ...channel }) => ({
        ...channel,
        kind: 'manual',
        settings: {},
      })),
    }),
  });
  const plan = ['portal', 'municipal'];
  const posted = await office.call('POST', '/v1/items', {
    ...noticeOf(1, plan, '2026-11-02'),
    topic: '双公示',
  });
  await office.call('POST', '/v1/items', noticeOf(2, plan, '2026-11-02'));
  const { id } = posted.body;
  await expect
    .poll(async () => (await listed('state=soon'))[0]?.missing, { timeout: 10_000 })
    .toEqual([
      { channel: 'portal', channelName: '门户网站', state: 'handed-over' },
      { channel: 'municipal', channelName: '市级信息公开平台', state: 'handed-over' },
    ]);
  expect(await listed('state=soon')).toMatchObject([
    { item: { id, topic: '双公示' }, dueOn: '2026-11-11', daysLeft: 3, provisional: false },
  ]);
  expect(await listed('state=soon&within=2')).toEqual([]);
  expect(await listed('state=late')).toEqual([]);

  clock.set(noon('2026-11-12'));
  expect(await listed('state=late')).toMatchObject([{ item: { id }, daysOver: 1, firstPublicOn: null }]);
  expect(await listed('state=soon&within=12')).toMatchObject([{ dueOn: '2026-11-30', daysLeft: 12 }]);

  clock.set(noon('2026-11-13'));
  await office.call('POST', `/v1/items/${id}/deliveries/portal/receipt`, {
    url: 'https://portal.example.cn/1.html',
    edition: 1,
  });
  expect(await listed('state=late')).toMatchObject([
    {
      item: { id },
      daysOver: 2,
      firstPublicOn: '2026-11-13',
      missing: [{ channel: 'municipal', state: 'handed-over' }],
    },
  ]);
  expect((await office.call('GET', '/v1/counts/2026')).body.late).toBe(1);
  expect((await office.call('GET', '/v1/items?year=2026&figure=late')).body.items).toMatchObject([{ id }]);
}, 30_000);
