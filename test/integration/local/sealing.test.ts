import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEALED } from '../../../lib/domain/sealing.ts';
import { ERASURE_SETTLES } from '../../../lib/usecases/erase-sealed.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'];
const DAY = '2026-11-02';
/** Nothing else in the product or in this test says any of these. */
const WORDS = [
  '鸬鹚泄密标题',
  '鹧鸪水库闸门',
  '鹦鹉更正后的闸门',
  '鹡鸰附件名',
  '鹪鹩附件内容',
  '鸱鸮字号',
  '鸺鹠导入正文',
];

let office: OfficeServer | undefined;
afterEach(async () => {
  await office?.stop();
  office = undefined;
});

/** Every file below the folder that holds one of the words, as it is or as an address writes it. */
const filesWith = async (folder: string, words: readonly string[]): Promise<readonly string[]> => {
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(encodeURIComponent(word))]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const needle of needles) {
      if (bytes.includes(needle)) found.push(`${path.slice(folder.length)}: ${needle.toString()}`);
    }
  }
  return found;
};

const settled = (server: OfficeServer, id: string, state: string) =>
  vi.waitFor(
    async () => {
      const { body } = await server.call('GET', `/v1/items/${id}`);
      const states = body.deliveries.map((delivery: { state: string }) => delivery.state);
      expect(new Set(states)).toEqual(new Set([state]));
      expect(body.owed).toEqual([]);
    },
    { timeout: 20_000, interval: 50 },
  );

describe('a leak', () => {
  it('leaves none of its words anywhere in the data folder once it has settled', async () => {
    let ahead = 0;
    office = await startOffice({ clock: { now: () => Date.now() + ahead } });
    const file = Buffer.from('鹪鹩附件内容，一份虚构的表格。'.repeat(50));
    const sha256 = createHash('sha256').update(file).digest('hex');
    const octets = { 'content-type': 'application/octet-stream' };
    expect((await office.call('PUT', `/v1/attachments/${sha256}`, file, octets)).status).toBe(201);
    const attachment = {
      name: '鹡鸰附件名.docx',
      sha256,
      mediaType: 'application/msword',
      size: file.length,
    };
    const leaked = {
      ...noticeOf(1, CHANNELS, DAY),
      title: '鸬鹚泄密标题',
      documentNumber: '鸱鸮字号〔2026〕1号',
      body: { format: 'html', content: `<p>${'鹧鸪水库闸门，内容虚构。'.repeat(200)}</p>` },
      attachments: [attachment],
    };
    const others = Array.from({ length: 40 }, (_, index) => noticeOf(index + 2, CHANNELS, DAY));
    const { call } = office;
    const accepted = await Promise.all(
      [leaked, ...others].map(async (notice) => call('POST', '/v1/items', notice)),
    );
    const [id, ...rest]: string[] = accepted.map(({ body }) => body.id);
    if (id === undefined) throw new Error('nothing was accepted');
    for (const each of [id, ...rest]) await settled(office, each, 'published');

    const corrected = await office.call('POST', `/v1/items/${id}/editions`, {
      title: '鸬鹚泄密标题（更正）',
      body: { format: 'html', content: '<p>鹦鹉更正后的闸门，内容虚构。</p>' },
      review: leaked.review,
      approvals: leaked.approvals,
      reason: '更正错字',
    });
    expect(corrected.status).toBe(201);
    await settled(office, id, 'published');
    const csv = [
      'channel,title,publishedAt,body',
      'portal,鸬鹚泄密标题二,2020-05-06,鸺鹠导入正文，内容虚构。',
      'municipal,鸬鹚泄密标题二,2020-05-07,鸺鹠导入正文，内容虚构。',
    ].join('\n');
    const imported = await office.call('POST', '/v1/imports', csv, { 'content-type': 'text/csv' });
    expect(imported.body).toMatchObject({ items: 1, rejected: [] });
    const second = (await office.call('GET', `/v1/items?q=${encodeURIComponent('鸬鹚泄密标题二')}`)).body
      .items[0].id;
    for (const year of [2020, 2026])
      expect((await office.call('POST', `/v1/returns/${year}`)).status).toBe(201);
    const data = join(office.folder, 'data');
    // What is to be found gone has to be there first, each of it.
    const before = await filesWith(data, WORDS);
    for (const word of WORDS) expect(before.some((place) => place.endsWith(word))).toBe(true);

    const sealed = await office.call('POST', `/v1/items/${id}/withdrawal`, {
      cause: 'leak',
      reason: '误公开内部资料',
    });
    expect(sealed.body).toMatchObject({
      state: 'withdrawn',
      withdrawal: { cause: 'leak', approved: false },
      seal: { reason: '误公开内部资料', erasedAt: null },
      keptFiles: [],
    });
    const sealedToo = await office.call('POST', `/v1/items/${second}/withdrawal`, {
      cause: 'leak',
      reason: '误公开内部资料',
    });
    expect(sealedToo.status).toBe(200);
    await settled(office, id, 'withdrawn');
    ahead = ERASURE_SETTLES + 60_000;
    await office.restart();
    for (const each of [id, second]) {
      await vi.waitFor(
        async () =>
          expect((await office?.call('GET', `/v1/items/${each}`))?.body.seal.erasedAt).not.toBeNull(),
        { timeout: 20_000, interval: 50 },
      );
    }

    const { body } = await office.call('GET', `/v1/items/${id}`);
    expect(body.item).toMatchObject({ title: SEALED, body: { content: '' }, documentNumber: null });
    expect(body.editions).toHaveLength(2);
    expect(body.history.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['accepted', 'corrected', 'withdrawn', 'sealed', 'erased']),
    );
    expect(await filesWith(data, WORDS)).toEqual([]);
    // The other items lost nothing.
    for (const each of rest.slice(0, 3)) {
      expect((await office.call('GET', `/v1/items/${each}`)).body.item.title).toContain('（虚构）');
    }

    // Nor does anything bring it back.
    expect((await office.call('POST', '/v1/items', leaked)).status).toBe(422);
    expect((await office.call('PUT', `/v1/attachments/${sha256}`, file, octets)).body.code).toBe(
      'file-sealed',
    );
    const again = await office.call('POST', '/v1/imports', `${csv}\n`, { 'content-type': 'text/csv' });
    expect(again.body.rejected).toHaveLength(2);
  }, 90_000);
});
