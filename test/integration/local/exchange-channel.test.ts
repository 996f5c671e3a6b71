import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSharedFolder, receiptXml, type SharedFolder } from '../channels/exchange-folder.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const TODAY = new Date().toISOString().slice(0, 10);

let shared: SharedFolder;
let office: OfficeServer;

beforeEach(async () => {
  shared = await openSharedFolder();
  office = await startOffice({
    folders: [shared.folder],
    channels: ({ channels }) => ({
      channels: channels.map((channel) =>
        channel['id'] === 'provincial'
          ? { ...channel, kind: 'exchange', settings: { folder: shared.folder, receiptsEvery: 1 } }
          : channel,
      ),
    }),
  });
});
afterEach(async () => {
  await office.stop();
  await shared.close();
});

const deliveryOf = async (id: string) => (await office.call('GET', `/v1/items/${id}`)).body.deliveries[0];

describe('an exchange front-end machine', () => {
  it('takes a package, answers later, and the item is counted from then on, across a restart', async () => {
    const { body } = await office.call('POST', '/v1/items', noticeOf(1, ['provincial'], TODAY));
    await expect.poll(async () => (await deliveryOf(body.id)).state, { timeout: 10_000 }).toBe('handed-over');
    const year = TODAY.slice(0, 4);
    expect((await office.call('GET', `/v1/counts/${year}`)).body).toMatchObject({ total: 0 });

    const [name] = await shared.take();
    const [key, generation, action] = name?.split('.') ?? [];
    expect([key, Number(generation), action]).toEqual([body.id, 1, 'publish']);
    await office.restart();
    await shared.answer(
      'answer.xml',
      receiptXml(
        `key="${body.id}" generation="1" outcome="published"`,
        '<url>https://www.example.cn/1.html</url>',
      ),
    );

    await expect.poll(async () => (await deliveryOf(body.id)).state, { timeout: 10_000 }).toBe('published');
    expect(await deliveryOf(body.id)).toMatchObject({
      basis: 'channel',
      receipt: { url: 'https://www.example.cn/1.html' },
    });
    expect((await office.call('GET', `/v1/counts/${year}`)).body).toMatchObject({ total: 1 });
    expect(await shared.waiting()).toEqual([]);
    expect(await shared.packages()).toEqual([]);
  });

  it('leaves what waits untouched while its share is away, and gets it when it is back', async () => {
    await shared.unmount();
    const { body } = await office.call('POST', '/v1/items', noticeOf(2, ['provincial'], TODAY));
    await expect
      .poll(async () => (await deliveryOf(body.id)).reason ?? '', { timeout: 10_000 })
      .toContain('是否已挂载');
    expect(await deliveryOf(body.id)).toMatchObject({ attempts: 0 });
    await shared.mount();
    await office.call('POST', `/v1/items/${body.id}/deliveries/provincial/redrive`, { reason: '目录已挂载' });
    await expect.poll(async () => (await deliveryOf(body.id)).state, { timeout: 30_000 }).toBe('handed-over');
    expect(await shared.packages()).toHaveLength(1);
  });

  it('tells an operator of a receipt that nobody can use', async () => {
    await shared.answer('x.xml', receiptXml(`key="${'0'.repeat(64)}" generation="1" outcome="withdrawn"`));
    await expect
      .poll(async () => (await office.call('GET', '/v1/unreadable')).body.messages?.length, {
        timeout: 10_000,
      })
      .toBe(1);
    const { messages } = (await office.call('GET', '/v1/unreadable')).body;
    expect(messages).toMatchObject([{ source: 'provincial', problem: expect.stringContaining('不存在') }]);
  });
});
