import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../lib/ports/channel.ts';
import type { ReceiptInbox } from '../../../lib/ports/receipt-inbox.ts';
import { exampleCopy, sha256 } from './example-copy.ts';
import { exchangeOver, openSharedFolder, receiptXml, type SharedFolder } from './exchange-folder.ts';
import { createMemoryObjectStore, type MemoryObjectStore } from './memory-object-store.ts';

const KEY = exampleCopy().itemId;
const NO_RECEIPT = { remoteId: null, url: null, place: null, evidence: [] };
const time = () => AbortSignal.timeout(10_000);
const nameOf = (generation: number, action: string) =>
  `${KEY}.${String(generation).padStart(10, '0')}.${action}`;
const publishedXml = (generation: number, members = '<url>https://www.example.cn/1.html</url>') =>
  receiptXml(`key="${KEY}" generation="${generation}" outcome="published"`, members);

let shared: SharedFolder;
let objectStore: MemoryObjectStore;
let channel: Channel;
let inbox: ReceiptInbox;

beforeEach(async () => {
  shared = await openSharedFolder();
  objectStore = createMemoryObjectStore();
  ({ channel, inbox } = exchangeOver(shared, { objectStore }));
});
afterEach(() => shared.close());

describe('a package', () => {
  it('carries the copy and its attachments under names of our own', async () => {
    const bytes = Buffer.from('附件');
    await objectStore.put(`attachments/${sha256(bytes)}`, bytes);
    const attachment = {
      name: '../附件 一.DOCX',
      sha256: sha256(bytes),
      mediaType: 'application/x',
      size: 6,
    };

    await channel.publish(exampleCopy({ title: '甲 & <乙>\r\n', attachments: [attachment] }), time());

    const name = nameOf(1, 'publish');
    expect(await shared.packages()).toEqual([name]);
    const xml = await shared.document(name);
    expect(xml).toContain(`action="publish" key="${KEY}" channel="provincial" generation="1"`);
    expect(xml).toContain('<title>甲 &amp; &lt;乙&gt;&#13;\n</title>');
    expect(xml).toContain('&lt;p&gt;自2026年11月9日起');
    expect(xml).toContain('name="../附件 一.DOCX" file="attachments/1.docx"');
    expect(await shared.file(name, 'attachments/1.docx')).toEqual(bytes);
  });

  it('is the same however often it is sent, and not put there twice', async () => {
    await channel.publish(exampleCopy(), time());
    const first = await shared.document(nameOf(1, 'publish'));
    await channel.publish(exampleCopy(), time());

    expect(await shared.packages()).toEqual([nameOf(1, 'publish')]);
    expect(await shared.document(nameOf(1, 'publish'))).toBe(first);
  });

  it('takes the place of an older one that nobody has taken, and names the copy it replaces', async () => {
    await channel.publish(exampleCopy(), time());
    const receipt = { ...NO_RECEIPT, remoteId: '77', url: 'https://www.example.cn/1.html' };
    await channel.replace(exampleCopy({ generation: 2, edition: 2 }), receipt, time());

    expect(await shared.packages()).toEqual([nameOf(2, 'replace')]);
    expect(await shared.document(nameOf(2, 'replace'))).toContain(
      '<shown><remoteId>77</remoteId><url>https://www.example.cn/1.html</url></shown>',
    );
  });

  it('that withdraws holds nothing of the content, and leaves none of it in the folder', async () => {
    await channel.publish(exampleCopy(), time());
    const withdrawn = exampleCopy({ generation: 2, sealed: true });
    await channel.withdraw(withdrawn, NO_RECEIPT, '因故撤下', time());

    expect(await shared.packages()).toEqual([nameOf(2, 'withdraw')]);
    const xml = await shared.document(nameOf(2, 'withdraw'));
    expect(xml).toContain('erase="true"');
    expect(xml).toContain('<notice>因故撤下</notice>');
    expect(xml).not.toContain('办公时间');
  });

  it('of an older generation is refused, whoever has taken the newer one', async () => {
    await channel.withdraw(exampleCopy({ generation: 2 }), NO_RECEIPT, null, time());
    await shared.take();

    expect(await channel.publish(exampleCopy(), time())).toMatchObject({ outcome: 'refused' });
    expect(await shared.packages()).toEqual([]);
  });

  it('does not appear after its time is up', async () => {
    await expect(channel.publish(exampleCopy(), AbortSignal.abort())).rejects.toThrow('time is up');
    expect(await shared.packages()).toEqual([]);
  });

  it('is refused where XML cannot carry what it says', async () => {
    expect(await channel.publish(exampleCopy({ text: '一\u0001二' }), time())).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('控制字符'),
    });
  });

  it('waits, and nothing is made in its place, where the share is not mounted', async () => {
    await shared.unmount();
    expect(await channel.publish(exampleCopy(), time())).toMatchObject({
      outcome: 'deferred',
      cause: 'outage',
      reason: expect.stringContaining('是否已挂载'),
    });
    await shared.mount();
    expect(await channel.publish(exampleCopy(), time())).toMatchObject({ outcome: 'handed-over' });
    expect(await shared.packages()).toEqual([nameOf(1, 'publish')]);
  });
});

describe('a look-up', () => {
  it('says that nothing is there before anything was sent', async () => {
    expect(await channel.find(exampleCopy(), time())).toEqual({ outcome: 'absent' });
  });

  it('says that a package is with the editors, taken or not', async () => {
    await channel.publish(exampleCopy(), time());
    const waiting = await channel.find(exampleCopy(), time());
    await shared.take();
    const taken = await channel.find(exampleCopy(), time());

    expect([waiting, taken]).toEqual([
      { outcome: 'handed-over', generation: 1 },
      { outcome: 'handed-over', generation: 1 },
    ]);
  });

  it('finds the public copy by its receipt, collected or not', async () => {
    await channel.publish(exampleCopy(), time());
    await shared.answer(
      'a.xml',
      publishedXml(1, '<url>https://www.example.cn/1.html</url><publicAt>2026-11-03</publicAt>'),
    );
    const found = {
      outcome: 'found',
      generation: 1,
      receipt: {
        ...NO_RECEIPT,
        url: 'https://www.example.cn/1.html',
        publicAt: Date.parse('2026-11-03T00:00:00+08:00'),
      },
    };
    expect(await channel.find(exampleCopy(), time())).toEqual(found);

    const [receipt] = await inbox.waiting();
    await inbox.putAway(receipt!, 'kept');

    expect(await shared.waiting()).toEqual([]);
    expect(await channel.find(exampleCopy(), time())).toEqual(found);
  });

  it('finds nothing once the copy is reported as taken down', async () => {
    await channel.publish(exampleCopy(), time());
    await shared.answer('a.xml', publishedXml(1));
    await channel.withdraw(exampleCopy({ generation: 2 }), NO_RECEIPT, null, time());
    await shared.answer('b.xml', receiptXml(`key="${KEY}" generation="2" outcome="withdrawn"`));

    expect(await channel.find(exampleCopy({ generation: 2 }), time())).toEqual({ outcome: 'absent' });
  });

  it('goes by what lies in the folder where our own note is lost, as after a restore', async () => {
    await channel.publish(exampleCopy(), time());
    await objectStore.delete(`exchange/provincial/sent/${KEY}.json`);
    expect(await channel.find(exampleCopy(), time())).toEqual({ outcome: 'handed-over', generation: 1 });
  });

  it('says that nothing is there when the process died before the package was in place', async () => {
    const sent = { generation: 1, action: 'publish', placed: false };
    await objectStore.put(`exchange/provincial/sent/${KEY}.json`, Buffer.from(JSON.stringify(sent)));

    expect(await channel.find(exampleCopy(), time())).toEqual({ outcome: 'absent' });
  });
});

describe('receipts', () => {
  it('come in the order of generations, and tell whether they answer the newest package', async () => {
    await channel.publish(exampleCopy(), time());
    await channel.replace(exampleCopy({ generation: 2 }), NO_RECEIPT, time());
    await shared.answer('a.xml', publishedXml(2));
    await shared.answer('b.xml', publishedXml(1));

    const waiting = await inbox.waiting();

    expect(
      waiting.map((each) => each.outcome === 'read' && [each.report.generation, each.report.answersNewest]),
    ).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('that are still being written are left alone; those that stay broken are told of', async () => {
    const path = join(shared.folder, 'receipts', 'half.xml');
    await writeFile(path, publishedXml(1).slice(0, 60));
    expect(await inbox.waiting()).toEqual([]);

    const longAgo = new Date(Date.now() - 120_000);
    await utimes(path, longAgo, longAgo);
    const [broken] = await inbox.waiting();
    expect(broken).toMatchObject({ outcome: 'unreadable', problem: expect.stringContaining('XML') });

    await inbox.putAway(broken!, 'unreadable');
    expect(await inbox.waiting()).toEqual([]);
  });

  it('are none where the share is not mounted', async () => {
    await shared.close();
    expect(await inbox.waiting()).toEqual([]);
  });
});
