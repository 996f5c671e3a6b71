import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpChannel } from '../../../lib/channels/http/channel.ts';
import { HttpSettings } from '../../../lib/channels/http/settings.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { createPracticeNetwork } from '../../../lib/channels/practice/practice-network.ts';
import { canonicalLine } from '../../../lib/domain/content/canonical-text.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { systemClock } from '../../../lib/ports/clock.ts';
import type { Secrets } from '../../../lib/ports/secrets.ts';
import { exampleCopy, sha256 } from './example-copy.ts';
import { createMemoryObjectStore } from './memory-object-store.ts';
import { startApp } from './start-app.ts';

const SECRETS: Secrets = { read: async () => `whsec_${Buffer.alloc(32, 7).toString('base64')}` };
const OTHER_SECRETS: Secrets = { read: async () => `whsec_${Buffer.alloc(32, 8).toString('base64')}` };
const RECEIPT = { remoteId: null, url: null, place: null, evidence: [] };
const signal = AbortSignal.timeout(50_000);
const closers: (() => unknown)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const start = async ({
  objectStore = createMemoryObjectStore(),
  switches = { lookUp: true, idempotency: false },
  channelSecrets = SECRETS,
} = {}) => {
  const app = new Hono();
  app.route(
    '/practice/provincial/',
    createPracticeNetwork({
      name: 'provincial',
      objectStore,
      secrets: SECRETS,
      secretName: 'provincial',
      clock: systemClock,
      switches,
    }),
  );
  app.onError((_error, c) => c.body(null, 500));
  const { origin, close } = await startApp(app);
  const outgoing = createOutgoing({ allow: [], ownOrigin: () => origin });
  closers.push(async () => {
    await outgoing.close();
    await close();
  });
  const channel = createHttpChannel({
    secretName: 'provincial',
    settings: HttpSettings.parse({ endpoint: '/practice/provincial/' }),
    outgoing,
    secrets: channelSecrets,
    objectStore,
    clock: systemClock,
  });
  const page = async (path: string) => {
    const answer = await outgoing.request({ method: 'GET', url: path }, signal);
    if (answer.outcome !== 'answered') throw new Error(answer.reason);
    return { status: answer.status, text: Buffer.from(answer.body ?? []).toString() };
  };
  const items = async (): Promise<{ key: string; title: string; published: number }[]> =>
    JSON.parse((await page('/practice/provincial/items')).text).items;
  return { channel, objectStore, page, items };
};

describe('the practice network', () => {
  it('publishes, finds, replaces, shows and withdraws a copy', async () => {
    const { channel, page, items } = await start();
    const copy = exampleCopy();

    expect(await channel.find(copy, signal)).toEqual({ outcome: 'absent' });
    const published = await channel.publish(copy, signal);
    expect(published).toMatchObject({
      outcome: 'published',
      receipt: { url: `/practice/provincial/items/${copy.itemId}.html`, publicAt: expect.any(Number) },
    });
    expect(await channel.find(copy, signal)).toMatchObject({ outcome: 'found', generation: 1 });
    const receipt = published.outcome === 'published' ? published.receipt : RECEIPT;

    const corrected = exampleCopy({ generation: 2, html: '<p>更正后的正文。</p>' });
    expect(await channel.replace(corrected, receipt, signal)).toMatchObject({ outcome: 'published' });
    expect((await page(receipt.url ?? '')).text).toContain('更正后的正文。');
    expect((await page(receipt.url ?? '')).text).toContain('演练');
    expect(await channel.read(receipt, signal)).toMatchObject({
      outcome: 'read',
      title: canonicalLine(copy.title),
    });
    expect(await items()).toEqual([{ key: copy.itemId, title: copy.title, published: 1 }]);
    const listed = `<a href="/practice/provincial/items/${copy.itemId}.html">${copy.title}</a>`;
    expect((await page('/practice/provincial/')).text).toContain(listed);

    expect(await channel.withdraw(exampleCopy({ generation: 3 }), receipt, null, signal)).toEqual({
      outcome: 'withdrawn',
    });
    expect(await channel.find(copy, signal)).toEqual({ outcome: 'absent' });
    expect(await channel.read(receipt, signal)).toEqual({ outcome: 'missing' });
    expect(await items()).toEqual([{ key: copy.itemId, title: copy.title, published: 0 }]);
    expect((await page('/practice/provincial/')).text).toContain('尚无信息');
  });

  it('puts a second copy under a known key, so that a double shows', async () => {
    const { channel, items } = await start();

    await channel.publish(exampleCopy(), signal);
    await channel.publish(exampleCopy(), signal);

    expect(await items()).toMatchObject([{ published: 2 }]);
  });

  it('takes a key once where idempotency is switched on, also of two at the same time', async () => {
    const { channel, items } = await start({ switches: { lookUp: true, idempotency: true } });

    const answers = await Promise.all([1, 2, 3].map(() => channel.publish(exampleCopy(), signal)));

    expect(answers.map(({ outcome }) => outcome)).toEqual(['published', 'published', 'published']);
    expect(await items()).toMatchObject([{ published: 1 }]);
  });

  it('cannot be asked where the look-up is switched off', async () => {
    const { channel } = await start({ switches: { lookUp: false, idempotency: false } });

    expect(await channel.find(exampleCopy(), signal)).toMatchObject({ outcome: 'cannot-tell' });
  });

  it('keeps no word of what is to be erased, in its journal or among its files, and the rest as it was', async () => {
    const objectStore = createMemoryObjectStore();
    const files = ['共用的附件', '只此一处的附件'].map((text) => Buffer.from(text));
    for (const file of files) await objectStore.put(`attachments/${sha256(file)}`, file);
    const [common, own] = files.map((file, index) => ({
      name: `附件${index}.docx`,
      sha256: sha256(file),
      mediaType: 'application/msword',
      size: file.length,
    }));
    if (common === undefined || own === undefined) throw new Error('two files');
    const { channel, page, items } = await start({ objectStore });
    const leaked = exampleCopy({
      title: '泄密标题',
      html: '<p>泄密正文</p>',
      text: '泄密正文',
      attachments: [common, own],
    });
    const other = exampleCopy({ itemId: sha256('other'), title: '无关的通知', attachments: [common] });
    await Promise.all([leaked, other].map((copy) => channel.publish(copy, signal)));
    await channel.replace({ ...leaked, generation: 2, title: '泄密标题（更正）' }, RECEIPT, signal);
    await channel.withdraw({ ...leaked, generation: 3 }, RECEIPT, null, signal);

    const sealed = { ...leaked, generation: 4, sealed: true };
    expect(await channel.withdraw(sealed, RECEIPT, null, signal)).toEqual({ outcome: 'withdrawn' });

    const kept = [...objectStore.objects].filter(([key]) => key.startsWith('practice/'));
    expect(kept.some(([, { bytes }]) => Buffer.from(bytes).includes('泄密'))).toBe(false);
    expect(kept.map(([key]) => key)).not.toContain(`practice/provincial/attachments/${own.sha256}`);
    expect(kept.map(([key]) => key)).toContain(`practice/provincial/attachments/${common.sha256}`);
    expect(await items()).toContainEqual({ key: other.itemId, title: '无关的通知', published: 1 });
    expect((await page(`/practice/provincial/items/${other.itemId}.html`)).text).toContain('无关的通知');
  });

  it('remembers a withdrawal of what it never held: a publication that is on its way is refused', async () => {
    const { channel } = await start();

    expect(await channel.withdraw(exampleCopy({ generation: 2 }), RECEIPT, null, signal)).toEqual({
      outcome: 'withdrawn',
    });
    expect(await channel.publish(exampleCopy({ generation: 1 }), signal)).toMatchObject({
      outcome: 'refused',
    });
    expect(await channel.publish(exampleCopy({ generation: 3 }), signal)).toMatchObject({
      outcome: 'published',
    });
  });

  it('refuses what is older than what it shows, also after a withdrawal', async () => {
    const { channel, items } = await start();
    await channel.publish(exampleCopy({ generation: 3 }), signal);

    expect(await channel.publish(exampleCopy({ generation: 2 }), signal)).toMatchObject({
      outcome: 'refused',
    });
    expect(await channel.replace(exampleCopy({ generation: 2 }), RECEIPT, signal)).toMatchObject({
      outcome: 'refused',
    });
    await channel.withdraw(exampleCopy({ generation: 4 }), RECEIPT, null, signal);
    expect(await channel.publish(exampleCopy({ generation: 3 }), signal)).toMatchObject({
      outcome: 'refused',
    });
    expect(await items()).toMatchObject([{ published: 0 }]);
  });

  it('refuses a signature made with another secret, and keeps nothing', async () => {
    const { channel, items } = await start({ channelSecrets: OTHER_SECRETS });

    expect(await channel.publish(exampleCopy(), signal)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('签名不对'),
    });
    expect(await channel.find(exampleCopy(), signal)).toMatchObject({ outcome: 'cannot-tell' });
    expect(await items()).toEqual([]);
  });

  it('has everything back after a restart', async () => {
    const first = await start();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        first.channel.publish(
          exampleCopy({ itemId: sha256(`item ${index}`), title: `示例 ${index}` }),
          signal,
        ),
      ),
    );
    await first.channel.publish(exampleCopy({ itemId: sha256('item 7'), title: '示例 7' }), signal);
    const before = await first.items();

    const second = await start({ objectStore: first.objectStore });

    expect(before).toHaveLength(40);
    expect(await second.items()).toEqual(before);
    expect(await second.channel.find(exampleCopy({ itemId: sha256('item 7') }), signal)).toMatchObject({
      outcome: 'found',
    });
    expect((await second.page(`/practice/provincial/items/${sha256('item 7')}.html`)).text).toContain(
      '示例 7',
    );
  });

  it('logs every request before it answers, the refused ones too', async () => {
    const { channel, objectStore } = await start();
    await channel.publish(exampleCopy(), signal);
    await channel.find(exampleCopy(), signal);
    await channel.publish(exampleCopy({ generation: 0 }), signal);

    const lines = [...objectStore.objects]
      .filter(([key]) => key.startsWith('practice/provincial/journal/'))
      .flatMap(([, { bytes }]) => Buffer.from(bytes).toString().split('\n'))
      .map((line) => JSON.parse(line));

    expect(lines.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 200',
      'GET 200',
      'POST 412',
    ]);
  });

  it('does not say that it has what it could not make durable', async () => {
    const { channel, objectStore, items } = await start();
    await channel.publish(exampleCopy(), signal);
    objectStore.failNextWrite();

    await expect(
      channel.publish(exampleCopy({ itemId: sha256('another'), title: '另一条' }), signal),
    ).rejects.toThrow(NoAnswer);

    expect(await items()).toHaveLength(1);
    expect(await channel.find(exampleCopy({ itemId: sha256('another') }), signal)).toEqual({
      outcome: 'absent',
    });
  });

  it('gives no answer from memory when another process has written to the same store', async () => {
    const first = await start();
    const second = await start({ objectStore: first.objectStore });
    const copy = exampleCopy();
    expect(await second.channel.find(copy, signal)).toEqual({ outcome: 'absent' });
    await first.channel.publish(copy, signal);

    await expect(second.channel.find(copy, signal)).rejects.toThrow(NoAnswer);
    expect(await second.channel.find(copy, signal)).toMatchObject({ outcome: 'found' });
  });

  it('answers again once the store can be read again', async () => {
    const objectStore = createMemoryObjectStore();
    const list = objectStore.list.bind(objectStore);
    let readable = false;
    const { channel } = await start({
      objectStore: {
        ...objectStore,
        list: (prefix) => {
          if (!readable) throw new Error('the disk is away');
          return list(prefix);
        },
      },
    });

    await expect(channel.find(exampleCopy(), signal)).rejects.toThrow(NoAnswer);
    readable = true;
    expect(await channel.find(exampleCopy(), signal)).toEqual({ outcome: 'absent' });
  });

  it('takes attachments once and only under their own hash', async () => {
    const { channel, objectStore } = await start();
    const bytes = Buffer.from([0, 1, 2, 255]);
    const attachment = {
      name: '附件1.docx',
      sha256: sha256(bytes),
      mediaType: 'application/msword',
      size: 4,
    };
    await objectStore.put(`attachments/${attachment.sha256}`, bytes);

    await channel.publish(exampleCopy({ attachments: [attachment] }), signal);
    await channel.replace(exampleCopy({ generation: 2, attachments: [attachment] }), RECEIPT, signal);

    const kept = `practice/provincial/attachments/${attachment.sha256}`;
    expect(objectStore.objects.get(kept)).toMatchObject({
      bytes: Uint8Array.from(bytes),
      mediaType: 'application/msword',
    });
    expect(objectStore.writes.filter((key) => key === kept)).toHaveLength(1);

    const wrong = sha256('other bytes');
    await objectStore.put(`attachments/${wrong}`, bytes);
    expect(
      await channel.publish(exampleCopy({ attachments: [{ ...attachment, sha256: wrong }] }), signal),
    ).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    ['not JSON', 'POST', '/publish', 'hello'],
    ['another action than its address', 'POST', '/replace', '{"action":"publish"}'],
    ['an address that does not exist', 'POST', '/remove', '{}'],
  ] as const)('answers %s with a problem', async (_name, method, path, body) => {
    const { page: _page, ...network } = await start();
    const app = createPracticeNetwork({
      name: 'provincial',
      objectStore: network.objectStore,
      secrets: SECRETS,
      secretName: 'provincial',
      clock: systemClock,
      switches: { lookUp: true, idempotency: false },
    });

    const answer = await app.request(path, { method, body });

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});
