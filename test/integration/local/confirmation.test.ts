import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSigner } from '../../../lib/channels/http/webhook-signature.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let office: OfficeServer;
let now: number;

// Signatures are checked by the clock of the process, so that one is moved; timers stay real. Given as the server's own clock, it
// is read by deliveries as well, which otherwise have a thread and a clock of their own.
beforeEach(() => {
  now = Date.parse('2026-11-03T10:00:00+08:00');
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterEach(async () => {
  await office.stop();
  vi.useRealTimers();
});

const pass = (milliseconds: number): void => {
  now += milliseconds;
  vi.setSystemTime(now);
};

const itemOf = async (id: string) => (await office.call('GET', `/v1/items/${id}`)).body;
const deliveryOf = async (id: string, channel = 'provincial') =>
  (await itemOf(id)).deliveries.find((delivery: { channel: string }) => delivery.channel === channel);

const until = async (id: string, wanted: object, channel = 'provincial') => {
  await expect.poll(() => deliveryOf(id, channel), { timeout: 20_000 }).toMatchObject(wanted);
};

const post = async (number: number, channels: readonly string[]): Promise<string> => {
  const { status, body } = await office.call('POST', '/v1/items', noticeOf(number, channels, '2026-11-03'));
  expect(status).toBe(201);
  for (const channel of channels) await until(body.id, { state: 'published' }, channel);
  return body.id;
};

/** What somebody with the platform's own password does there, or a call of ours that comes through hours late. */
const atThePlatform = async (action: 'replace' | 'withdraw', message: Record<string, unknown>) => {
  const secret = await readFile(join(office.folder, 'data', 'secrets', 'provincial'), 'utf8');
  const sign = createSigner(secret.trim());
  const body = JSON.stringify({ action, ...message });
  const headers = { 'content-type': 'application/json', ...sign?.(`test_${action}`, now / 1000, body) };
  const answer = await fetch(`${office.origin}/practice/provincial/${action}`, {
    method: 'POST',
    headers,
    body,
  });
  expect(answer.status).toBe(200);
};

const copiesAt = async (id: string) => {
  const { body } = await office.call('GET', '/practice/provincial/items');
  return body.items.find(({ key }: { key: string }) => key === id)?.published;
};

const waiting = async () => (await office.call('GET', '/v1/waiting')).body.waiting;
const redrive = (id: string) =>
  office.call('POST', `/v1/items/${id}/deliveries/provincial/redrive`, { reason: '请恢复发布内容' });

describe('public copies on a running server', () => {
  it('that are altered or gone are found, wait for a person, and are put back into line', async () => {
    office = await startOffice({ clock: { now: () => Date.now() } });
    const [altered, removed, sound] = [
      await post(1, ['provincial']),
      await post(2, ['provincial']),
      await post(3, ['provincial', 'portal']),
    ];
    const notice = noticeOf(1, ['provincial'], '2026-11-03');
    const changed = { title: notice.title, html: '<p>第1号通知的正文，内容另有规定。</p>' };
    await atThePlatform('replace', { key: altered, generation: 1, ...changed });
    await atThePlatform('withdraw', { key: removed, generation: 1 });

    pass(10 * MINUTE);
    await until(altered, { state: 'published', confirmation: { result: 'altered' } });
    await until(removed, { state: 'published', confirmation: { result: 'missing' } });
    await until(sound, { state: 'confirmed', confirmation: { result: 'same' } });
    await until(sound, { state: 'confirmed', confirmation: { result: 'same' } }, 'portal');
    expect((await deliveryOf(altered)).confirmation.detail).toContain('内容另有规定');
    const alarms = await waiting();
    expect(alarms).toHaveLength(2);
    expect(alarms).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'altered', item: expect.objectContaining({ id: altered }) }),
        expect.objectContaining({ reason: 'missing', item: expect.objectContaining({ id: removed }) }),
      ]),
    );

    expect((await redrive(altered)).status).toBe(200);
    expect((await redrive(removed)).status).toBe(200);
    await until(altered, { state: 'published', confirmation: null });
    await until(removed, { state: 'published', confirmation: null });
    expect(await waiting()).toEqual([]);
    expect(await copiesAt(altered)).toBe(1);
    expect(await copiesAt(removed)).toBe(1);

    pass(10 * MINUTE);
    await until(altered, { state: 'confirmed', confirmation: { result: 'same' } });
    await until(removed, { state: 'confirmed', confirmation: { result: 'same' } });
    expect((await itemOf(altered)).history.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['confirmed-altered', 'redriven', 'confirmed-same']),
    );
  });

  it('show an older edition again when a call that was given up lands late, and that is found', async () => {
    office = await startOffice({ clock: { now: () => Date.now() } });
    const id = await post(1, ['provincial']);
    pass(HOUR);
    const correction = {
      body: { format: 'html', content: '<p>第1号通知更正后的正文，内容虚构。</p>' },
      review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-03T10:30:00+08:00' },
      approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: '2026-11-03T10:40:00+08:00' }],
      reason: '正文有误',
    };
    const corrected = await office.call('POST', `/v1/items/${id}/editions`, correction);
    expect(corrected.status).toBeLessThan(300);
    await until(id, { state: 'published', edition: 2 });
    pass(10 * MINUTE);
    await until(id, { state: 'confirmed', edition: 2 });

    // A platform that does not heed generations takes the words of the first edition.
    const first = noticeOf(1, [], '2026-11-03');
    const { generation } = await itemOf(id);
    await atThePlatform('replace', { key: id, generation, title: first.title, html: first.body.content });
    pass(2 * DAY);
    await until(id, { confirmation: { result: 'altered', detail: '网页上是第1版，应为第2版。' } });
    expect(await waiting()).toMatchObject([{ reason: 'altered', item: { id } }]);
  });

  it('are read back at once where a person asks for a sample', async () => {
    office = await startOffice({ clock: { now: () => Date.now() } });
    const ids = [await post(1, ['provincial']), await post(2, ['provincial'])];
    const order = { sample: 5, reason: '年报报送前抽查' };

    const { status, body } = await office.call('POST', '/v1/channels/provincial/confirmation', order);

    expect(status).toBe(202);
    expect(body).toEqual({
      channel: 'provincial',
      asked: 2,
      items: expect.arrayContaining(ids),
    });
    for (const id of ids) await until(id, { state: 'confirmed', confirmation: { result: 'same' } });
    expect((await office.call('POST', '/v1/channels/nowhere/confirmation', order)).status).toBe(404);
    expect((await office.call('POST', '/v1/channels/provincial/confirmation', { sample: 0 })).status).toBe(
      422,
    );
  });
});
