import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';
import { startTroubledPlatform } from './troubled-platform.ts';

const today = dayOf(Date.now());
const PLAN = ['portal', 'provincial', 'gazette', 'municipal'];
const notice = noticeOf(1, PLAN, today);
const { review, approvals } = notice;
const words = (text: string) => ({ format: 'html', content: `<p>${text}</p>` });

let office: OfficeServer;
let platform: Awaited<ReturnType<typeof startTroubledPlatform>>;
let id: string;

const at = (path: string) => ({ settings: { endpoint: `http://${platform.host}/${path}/` } });

/** The site of the office, two platforms of somebody else, and one without an interface. */
const channelsOf = ({ channels }: { channels: Record<string, unknown>[] }) => {
  const [portal, provincial, municipal] = channels;
  return {
    channels: [
      { ...portal },
      { ...provincial, ...at('provincial') },
      { ...provincial, id: 'gazette', name: '政府公报', ...at('gazette') },
      { ...municipal, kind: 'manual', settings: {} },
    ],
  };
};

beforeAll(async () => {
  platform = await startTroubledPlatform();
  office = await startOffice({
    allow: [platform.host],
    secrets: ['provincial', 'gazette'],
    channels: channelsOf,
  });
});
afterAll(async () => {
  await office.stop();
  platform.stop();
});

const itemOf = async () => (await office.call('GET', `/v1/items/${id}`)).body;
const deliveriesOf = async () =>
  Object.fromEntries(
    (await itemOf()).deliveries.map(
      ({ channel, state, edition }: { channel: string; state: string; edition: number }) => [
        channel,
        `${state} ${edition}`,
      ],
    ),
  );
const until = (wanted: Readonly<Record<string, string>>) =>
  expect.poll(deliveriesOf, { timeout: 20_000 }).toEqual(wanted);
const correct = (body: unknown) => office.call('POST', `/v1/items/${id}/editions`, body);
const portalPage = async () => {
  const portal = (await itemOf()).deliveries.find(({ channel }: { channel: string }) => channel === 'portal');
  return (await office.call('GET', portal.receipt.url)).body;
};

describe('an item that is corrected and replanned over HTTP', () => {
  it('reaches every channel with its correction: one in flight, one parked, one handed over', async () => {
    const inFlight = platform.holdNext('provincial');
    platform.refuseNext('gazette');
    const posted = await office.call('POST', '/v1/items', notice);
    expect(posted.status).toBe(201);
    id = posted.body.id;
    await inFlight.taken;
    await until({
      portal: 'published 1',
      provincial: 'sending 1',
      gazette: 'parked 1',
      municipal: 'handed-over 1',
    });

    const corrected = await correct({
      body: words('更正后的正文，内容虚构。'),
      review,
      approvals,
      reason: '原文有误',
      ifGeneration: 1,
    });
    inFlight.letGo();

    expect(corrected.status).toBe(201);
    expect(corrected.body).toMatchObject({ id, edition: 2, generation: 2, state: 'live' });
    expect(corrected.body.contentHash).not.toBe(id);
    await until({
      portal: 'published 2',
      provincial: 'published 2',
      gazette: 'published 2',
      municipal: 'handed-over 2',
    });
    expect(await itemOf()).toMatchObject({ owed: [] });
    for (const path of ['provincial', 'gazette']) {
      expect(platform.copiesOf(path, id)).toEqual([{ generation: 2, text: '更正后的正文，内容虚构。' }]);
    }
    expect(platform.received.filter((line) => line.startsWith('provincial '))).toEqual([
      'provincial publish 第1号通知的正文，内容虚构。',
      'provincial replace 更正后的正文，内容虚构。',
    ]);
    const page = await portalPage();
    expect(page).toContain('更正后的正文');
    expect(page).not.toContain('第1号通知的正文');
  });

  it('gives the clerk the corrected copy, and takes no receipt of the older one', async () => {
    const sheet = await office.call('GET', `/v1/items/${id}/deliveries/municipal/copy`);
    const receipt = { url: 'https://municipal.example.cn/1.html' };
    const reports = `/v1/items/${id}/deliveries/municipal/receipt`;
    const older = await office.call('POST', reports, { ...receipt, edition: 1 });
    const current = await office.call('POST', reports, { ...receipt, edition: 2 });
    expect(sheet.body.html).toContain('更正后的正文');
    expect([older.status, older.body.code]).toEqual([409, 'edition-outdated']);
    expect(current.status).toBe(200);
    await until({
      portal: 'published 2',
      provincial: 'published 2',
      gazette: 'published 2',
      municipal: 'published 2',
    });
  });

  it('lets one of two corrections at once win; the other is told, and its words reach nobody', async () => {
    const answers = await Promise.all(
      ['甲', '乙'].map((who) =>
        correct({ body: words(`${who}的更正，内容虚构。`), review, approvals, reason: `${who}更正` }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(answers[lost]?.body).toMatchObject({ code: 'generation-stale', errors: [{ pointer: '' }] });
    const [winner, loser] = lost === 0 ? ['乙', '甲'] : ['甲', '乙'];
    await until({
      portal: 'published 3',
      provincial: 'published 3',
      gazette: 'published 3',
      municipal: 'handed-over 3',
    });
    expect(await portalPage()).toContain(`${winner}的更正`);
    expect(platform.received.filter((line) => line.includes(`${loser}的更正`))).toEqual([]);
    // What the loser wanted is not the item's: it is to be sent again, as it says to whoever posts it.
    const post = { ...notice, body: words(`${loser}的更正，内容虚构。`) };
    const met = await office.call('POST', '/v1/items', post);
    expect([met.status, met.body.code, met.body.item]).toEqual([409, 'correction-unfinished', id]);
  });

  it('is the same item for each content that it had', async () => {
    const first = await office.call('POST', '/v1/items', notice);
    const second = await office.call('POST', '/v1/items', {
      ...notice,
      body: words('更正后的正文，内容虚构。'),
    });
    expect([first.status, first.body.id]).toEqual([200, id]);
    expect([second.status, second.body.id]).toEqual([200, id]);
    expect(first.body.differs).toContain('/body/content');
  });

  it('comes down where it is planned no more, and a pure plan change writes no edition', async () => {
    const replanned = await correct({
      channels: ['portal', 'gazette', 'municipal'],
      reason: '不再在省平台发布',
    });
    expect(replanned.status).toBe(200);
    expect(replanned.body).toMatchObject({ edition: 3, generation: 4 });
    await until({
      portal: 'published 3',
      provincial: 'withdrawn 3',
      gazette: 'published 3',
      municipal: 'handed-over 3',
    });
    expect(platform.copiesOf('provincial', id)).toEqual([]);
    expect(platform.received.at(-1)).toBe('provincial withdraw ');
    const again = await correct({ channels: ['portal', 'gazette', 'municipal'], reason: '重复提交' });
    expect([again.status, again.body.generation]).toEqual([200, 4]);
  });

  it('lists its editions and who changed what and why, found by its short number too', async () => {
    const { body } = await office.call('GET', `/v1/items/${id}`);
    const byNumber = await office.call('GET', `/v1/items/${body.number}`);
    expect(byNumber.body.id).toBe(id);
    expect(body.editions.map(({ edition }: { edition: number }) => edition)).toEqual([1, 2, 3]);
    expect(body.editions[0]).toMatchObject({ contentHash: id, reason: null });
    expect(body.editions[1]).toMatchObject({ reason: '原文有误' });
    const told = body.history.filter(({ channel }: { channel: string | null }) => channel === null);
    expect(told.map(({ what, why }: { what: string; why: string | null }) => [what, why])).toEqual([
      ['accepted', null],
      ['corrected', '原文有误'],
      ['corrected', body.editions[2].reason],
      ['planned', '不再在省平台发布；取消渠道：provincial'],
    ]);
  });

  it('is still the same after a restart, and nothing is sent again', async () => {
    const before = { item: await itemOf(), received: platform.received.length };
    await office.restart();
    expect(await itemOf()).toEqual(before.item);
    expect(platform.received).toHaveLength(before.received);
  });
});

describe('a correction that is refused', () => {
  it.each([
    [{ topic: '其他', reason: '主题有误', ifGeneration: 1 }, 409, 'generation-stale', '/ifGeneration'],
    [{ title: '另一个标题', reason: '更正' }, 422, 'review-needed-anew', '/review'],
    [{ topic: '其他', reason: ' ' }, 422, 'reason-needed', '/reason'],
    [{ topic: '其他' }, 422, 'required', '/reason'],
    [{ topik: '其他', reason: '更正' }, 422, 'unknown-member', '/topik'],
    [{ channels: ['radio'], reason: '更正' }, 422, 'channel-unknown', '/channels/0'],
    [{ topic: '其他', reason: '更正', ifGeneration: 0 }, 422, 'too-small', '/ifGeneration'],
  ])('%j answers %i %s at %s', async (body, status, code, pointer) => {
    const answer = await correct(body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0]).toMatchObject({ code, pointer, message: { zh: expect.any(String) } });
  });

  it('of an unknown item answers 404, and of a live one a republication 409', async () => {
    const unknown = await office.call('POST', '/v1/items/2026-999999/editions', { reason: '更正' });
    const live = await office.call('POST', `/v1/items/${id}/republication`, {
      review,
      approvals,
      reason: '重新发布',
    });
    expect(unknown.status).toBe(404);
    expect([live.status, live.body.code]).toEqual([409, 'not-withdrawn']);
  });
});
