import { afterEach, describe, expect, it, vi } from 'vitest';
import { canonicalLine, canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { Copy } from '../../../lib/ports/channel.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { crawl, readPage } from './crawl.ts';
import { exampleCopy, sha256 } from './example-copy.ts';
import { createMemoryObjectStore } from './memory-object-store.ts';
import { startSite } from './start-site.ts';

const NOON = Date.parse('2026-11-03T12:00:00+08:00');
const RECEIPT = { remoteId: null, url: null, place: null, evidence: [] };
const signal = new AbortController().signal;
const started: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.close()));
});

const open = async (options: Parameters<typeof startSite>[0] = {}) => {
  const running = await startSite(options);
  started.push(running);
  return running;
};

const portalCopy = (changes: Partial<Copy> = {}): Copy => exampleCopy({ channel: 'portal', ...changes });
const pathOf = (copy: Copy): string => `/portal/articles/${copy.itemId}.html`;

/** A portal with articles in three columns, one with attachments, one withdrawn. */
const filled = async () => {
  const running = await open();
  const { site, objectStore } = running;
  const file = Buffer.from('表格');
  await objectStore.put(`attachments/${sha256(file)}`, file);
  const copies = Array.from({ length: 64 }, (_, index) =>
    portalCopy({
      itemId: sha256(`article ${index}`),
      title: `关于第${index}项工作的通知`,
      documentNumber: index % 2 === 0 ? `虚政服发〔2026〕${index}号` : null,
      column: ['通知公告', '政府信息公开', null][index % 3] ?? null,
      topic: ['综合政务/政务公开', '财政、金融、审计', null][index % 3] ?? null,
      formedOn: `${2020 + (index % 5)}-0${1 + (index % 9)}-02`,
      attachments:
        index === 7
          ? [
              {
                name: '附件 1(定稿).docx',
                sha256: sha256(file),
                mediaType: 'application/msword',
                size: file.length,
              },
            ]
          : [],
    }),
  );
  for (const copy of copies) await site.channel.publish(copy, signal);
  const gone = portalCopy({ itemId: sha256('gone'), title: '误发的信息' });
  await site.channel.publish(gone, signal);
  await site.channel.withdraw({ ...gone, generation: 2 }, RECEIPT, null, signal);
  await site.start();
  return { ...running, copies, gone };
};

describe('every page of the portal', () => {
  it('carries the required tags, and every link on it leads somewhere', async () => {
    const { origin, copies } = await filled();

    const pages = await crawl(origin, '/portal/');

    const html = [...pages.values()].filter(({ type }) => type.startsWith('text/html'));
    const articles = html.filter(({ path }) => path.startsWith('/portal/articles/'));
    const lists = html.filter(({ path }) => path.startsWith('/portal/columns/'));
    expect(articles).toHaveLength(copies.length);
    expect(lists.length).toBeGreaterThan(4);
    expect([...pages.values()].filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual([]);
    for (const page of html) {
      expect(page.metas.get('SiteName')).toBe('虚构市政务服务中心管理办公室');
      expect(page.metas.get('SiteDomain')).toBe('zwfw.example.cn');
      expect(page.metas.get('SiteIDCode')).toBe('0000000000');
      expect(page.text).toContain('<html lang="zh-CN">');
      expect(page.text).toContain('演练');
      expect(page.tags.filter((tag) => tag === 'h1')).toHaveLength(1);
      expect(page.tags).toContain('main');
    }
    for (const page of lists) {
      for (const name of ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType']) {
        expect(page.metas.get(name)).toMatch(/./);
      }
    }
    for (const page of articles) {
      expect(page.metas.get('ArticleTitle')).toMatch(/^关于第\d+项工作的通知$/);
      expect(page.metas.get('PubDate')).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
      expect(page.metas.get('ContentSource')).toBe('虚构市政务服务中心');
    }
  });

  it('has no style or script in it and takes nothing from elsewhere', async () => {
    const { origin, get } = await filled();

    const pages = [...(await crawl(origin, '/portal/')).values()].filter(({ type }) =>
      type.startsWith('text/html'),
    );

    for (const page of pages) {
      expect(page.tags).not.toContain('style');
      expect(page.text).not.toMatch(/<[^>]+\s(?:style|on\w+)=/);
      expect(page.text).not.toMatch(/<script(?![^>]*\ssrc="\/portal\/)/);
      expect(
        page.links.filter((link) => !link.startsWith('/portal/') && !/^(?:#|data:,)/.test(link)),
      ).toEqual([]);
    }
    const answer = await get('/portal/');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('lists each article once in its column and once among all', async () => {
    const { origin, copies, gone } = await filled();

    const pages = [...(await crawl(origin, '/portal/')).values()];

    const listed = (isWanted: (path: string) => boolean): string[] =>
      pages
        .filter(({ path }) => path.startsWith('/portal/columns/') && isWanted(path))
        .flatMap(({ links }) => links.filter((link) => link.startsWith('/portal/articles/')))
        .toSorted();
    const expected = copies.map(pathOf).toSorted();
    expect(listed((path) => path.startsWith('/portal/columns/all/'))).toEqual(expected);
    expect(listed((path) => !path.startsWith('/portal/columns/all/'))).toEqual(expected);
    expect(pages.some(({ text }) => text.includes(gone.itemId))).toBe(false);
  });

  it('is in the sitemap and the newest are in the feed', async () => {
    const { origin, copies } = await filled();

    const [map, feed] = await Promise.all(
      ['/portal/sitemap.xml', '/portal/feed.xml'].map((path) => readPage(origin, path)),
    );

    const mapped = [...(map?.text ?? '').matchAll(/<loc>https:\/\/zwfw\.example\.cn([^<]+)<\/loc>/g)].map(
      ([, path]) => path,
    );
    expect(mapped).toEqual(expect.arrayContaining(copies.map(pathOf)));
    for (const path of mapped) expect((await readPage(origin, path ?? '')).status).toBe(200);
    expect(feed?.text.match(/<entry>/g)).toHaveLength(50);
    expect(feed?.text).toContain('关于第63项工作的通知');
  });

  it('of a practice portal is kept from search engines, of a real one not', async () => {
    const practice = await open();
    const real = await open({ practice: false });
    await Promise.all([practice.site.start(), real.site.start()]);

    expect(await (await practice.get('/portal/robots.txt')).text()).toContain('Disallow: /');
    expect(await (await real.get('/portal/robots.txt')).text()).toContain('sitemap.xml');
    const home = await (await real.get('/portal/')).text();
    expect(home).not.toContain('演练');
    expect(home).not.toContain('noindex');
  });
});

describe('search', () => {
  it.each([
    [{ title: '第12项' }, [12]],
    [{ title: '通知 第3项' }, [3]],
    [{ number: '虚政服发[2026]4号' }, [4]],
    [{ number: '〔2026〕 62 号' }, [62]],
    [{ year: '2021', topic: '财政、金融、审计' }, [1, 16, 31, 46, 61]],
    [{ topic: '综合政务', title: '第9' }, [9]],
    [{ topic: '综合政务/政务公开', number: '60' }, [60]],
    [{ title: '没有这样的' }, []],
  ] as const)('finds by %j', async (query, expected) => {
    const { get } = await filled();
    const script = await (await get('/portal/assets/search.js')).text();
    // The very module that the browser gets.
    const { articlesOf, searchArticles } = await import(
      `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`
    );
    const articles = articlesOf(await (await get('/portal/search-index.json')).json());

    const found: { title: string }[] = searchArticles(articles, {
      title: '',
      number: '',
      year: '',
      topic: '',
      ...query,
    });

    const numbers = found.map(({ title }) => Number(/\d+/.exec(title)?.[0]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(expected);
  });
});

describe('an article', () => {
  it('keeps the time it first became public through retries, corrections, withdrawal and republication', async () => {
    let now = NOON;
    const { site, get } = await open({ clock: { now: () => now } });
    const copy = portalCopy();

    expect(await site.channel.publish(copy, signal)).toMatchObject({
      outcome: 'published',
      receipt: { url: pathOf(copy), publicAt: NOON },
    });
    now += 60_000;
    await site.channel.publish(copy, signal);
    expect(await (await get(pathOf(copy))).text()).not.toContain('更新时间');
    expect(await site.channel.find(copy, signal)).toMatchObject({
      outcome: 'found',
      generation: 1,
      receipt: { publicAt: NOON },
    });

    now += 3_600_000;
    const corrected = portalCopy({ generation: 2, edition: 2, copyHash: sha256('2'), html: '<p>更正。</p>' });
    expect(await site.channel.replace(corrected, RECEIPT, signal)).toMatchObject({
      receipt: { publicAt: NOON },
    });
    const page = await (await get(pathOf(copy))).text();
    expect(page).toContain('<meta name="PubDate" content="2026-11-03 12:00">');
    expect(page).toContain('更新时间：2026-11-03 13:01');
    expect(page).toContain('<p>更正。</p>');

    await site.channel.withdraw(portalCopy({ generation: 3 }), RECEIPT, null, signal);
    now += 60_000;
    const again = portalCopy({ generation: 4, edition: 2, firstPublicAt: NOON });
    expect(await site.channel.publish(again, signal)).toMatchObject({ receipt: { publicAt: NOON } });
    expect((await get(pathOf(copy))).status).toBe(200);
  });

  it('that was published in error and is published again has its own time, not that of the error', async () => {
    let now = NOON;
    const { site, get } = await open({ clock: { now: () => now } });
    await site.channel.publish(portalCopy(), signal);
    await site.channel.withdraw(portalCopy({ generation: 2 }), RECEIPT, null, signal);
    now += 86_400_000;
    const again = portalCopy({ generation: 3, firstPublicAt: null });

    expect(await site.channel.publish(again, signal)).toMatchObject({
      receipt: { publicAt: NOON + 86_400_000 },
    });
    const page = await (await get(pathOf(again))).text();
    expect(page).toContain('<meta name="PubDate" content="2026-11-04 12:00">');
    expect(page).not.toContain('更新时间');
  });

  it('is read back with its text and its time', async () => {
    const { site } = await open({ clock: { now: () => NOON } });
    const answer = await site.channel.publish(portalCopy(), signal);
    const receipt = answer.outcome === 'published' ? answer.receipt : RECEIPT;

    expect(await site.channel.read(receipt, signal)).toEqual({
      outcome: 'read',
      // Our own page: every address has to be as it was sent.
      addresses: { base: receipt.url, links: [], pictures: [], rehostedAt: null },
      title: canonicalLine(portalCopy().title),
      body: canonicalText(parseBody({ format: 'html', content: portalCopy().html })),
      page: expect.stringContaining('虚构'),
      publicAt: { instant: NOON, precision: 'time' },
    });
  });

  it('that is withdrawn is gone, says so without its title, and is not read, found or listed', async () => {
    const { site, get } = await open();
    const copy = portalCopy();
    await site.start();
    const answer = await site.channel.publish(copy, signal);
    const receipt = answer.outcome === 'published' ? answer.receipt : RECEIPT;

    expect(
      await site.channel.withdraw({ ...copy, generation: 2 }, receipt, '内容有误，已撤下。', signal),
    ).toEqual({
      outcome: 'withdrawn',
    });
    const page = await get(pathOf(copy));
    const text = await page.text();

    expect(page.status).toBe(410);
    expect(text).toContain('该信息已撤下');
    expect(text).toContain('内容有误');
    expect(text).not.toContain(copy.title);
    expect(text).not.toContain(copy.html);
    expect(await site.channel.read(receipt, signal)).toEqual({ outcome: 'missing' });
    expect(await site.channel.find(copy, signal)).toEqual({ outcome: 'absent' });
    await site.stop();
    expect(await (await get('/portal/')).text()).not.toContain(copy.title);
    expect(await (await get('/portal/search-index.json')).text()).not.toContain(copy.title);
  });

  it('that was never there is withdrawn all the same', async () => {
    const { site } = await open();

    expect(await site.channel.withdraw(portalCopy(), RECEIPT, null, signal)).toEqual({
      outcome: 'withdrawn',
    });
  });

  it('refuses a generation older than the one it shows, also after its withdrawal', async () => {
    const { site } = await open();
    await site.channel.publish(portalCopy({ generation: 3 }), signal);

    expect(await site.channel.publish(portalCopy({ generation: 2 }), signal)).toMatchObject({
      outcome: 'refused',
    });
    expect(await site.channel.withdraw(portalCopy({ generation: 2 }), RECEIPT, null, signal)).toMatchObject({
      outcome: 'refused',
    });
    await site.channel.withdraw(portalCopy({ generation: 4 }), RECEIPT, null, signal);
    expect(await site.channel.publish(portalCopy({ generation: 3 }), signal)).toMatchObject({
      outcome: 'refused',
    });
  });

  it.each([
    ['a first publication', undefined],
    ['a correction', 1],
  ])('is not brought back by %s that hangs and is written after the withdrawal', async (_name, published) => {
    const objectStore = createMemoryObjectStore();
    const { site } = await open({ objectStore });
    const receipt = { remoteId: null, url: null, place: null, evidence: [] };
    if (published !== undefined) await site.channel.publish(portalCopy({ generation: published }), signal);
    const gate = Promise.withResolvers<void>();
    const { putOver } = objectStore;
    objectStore.putOver = async (...put) => {
      objectStore.putOver = putOver;
      await gate.promise;
      return putOver(...put);
    };
    const late = site.channel.publish(portalCopy({ generation: 2, edition: 2 }), signal);
    await vi.waitFor(() => expect(objectStore.putOver).toBe(putOver));

    expect(await site.channel.withdraw(portalCopy({ generation: 3 }), receipt, null, signal)).toEqual({
      outcome: 'withdrawn',
    });
    gate.resolve();

    expect(await late).toMatchObject({ outcome: 'refused' });
    expect(await site.channel.find(portalCopy(), signal)).toEqual({ outcome: 'absent' });
  });

  it('escapes everything but its body', async () => {
    const { site, get } = await open();
    const nasty = `"><script>alert(1)</script>&amp;'`;
    const copy = portalCopy({
      title: nasty,
      issuer: nasty,
      unit: nasty,
      documentNumber: nasty,
      topic: nasty,
      genre: nasty,
      column: nasty,
      attachments: [{ name: nasty, sha256: sha256('x'), mediaType: 'text/html', size: 1 }],
    });
    await site.start();

    await site.channel.publish(copy, signal);
    await site.stop();

    for (const path of [pathOf(copy), '/portal/', '/portal/columns/all/index.html', '/portal/search.html']) {
      expect(await (await get(path)).text()).not.toContain('<script>alert');
    }
    expect(await (await get('/portal/feed.xml')).text()).not.toContain('<script>alert');
    expect(await site.channel.find(copy, signal)).toMatchObject({ outcome: 'found' });
  });

  it('has no answer when the time is up', async () => {
    const { site } = await open();

    await expect(site.channel.publish(portalCopy(), AbortSignal.abort())).rejects.toThrow(NoAnswer);
  });

  it('that could not be written is our fault, not an answer', async () => {
    const { site, objectStore } = await open();
    objectStore.failNextWrite();

    await expect(site.channel.publish(portalCopy(), signal)).rejects.toThrow('no space left on device');
    expect(await site.channel.find(portalCopy(), signal)).toEqual({ outcome: 'absent' });
  });
});

describe('attachments of the portal', () => {
  const bytes = Buffer.from('<script>alert(1)</script>');
  const attachment = {
    name: '附件 1/表.html',
    sha256: sha256(bytes),
    mediaType: 'text/html',
    size: bytes.length,
  };
  const withAttachment = async () => {
    const running = await open();
    await running.objectStore.put(`attachments/${attachment.sha256}`, bytes);
    const copy = portalCopy({ attachments: [attachment] });
    await running.site.channel.publish(copy, signal);
    const page = await readPage(running.origin, pathOf(copy));
    const link = page.links.find((each) => each.startsWith('/portal/attachments/')) ?? '';
    return { ...running, copy, link };
  };

  it('are downloaded under their name, never shown as a page of the site', async () => {
    const { get, link } = await withAttachment();

    const answer = await get(link);

    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
    );
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that no page links to stay inside, under whatever name', async () => {
    const { get, link, objectStore, copy } = await withAttachment();
    const form = Buffer.from('审批单');
    await objectStore.put(`attachments/${sha256(form)}`, form);

    for (const path of [
      link.replace(attachment.sha256, sha256(form)),
      link.replace(/[^/]+$/, 'other-name.exe'),
      link.replace(copy.itemId, sha256('another')),
      `/portal/attachments/${attachment.sha256}`,
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('go with their article', async () => {
    const { get, link, site, copy } = await withAttachment();

    await site.channel.withdraw({ ...copy, generation: 2 }, RECEIPT, null, signal);

    expect((await get(link)).status).toBe(404);
  });
});

describe('the addresses of the portal', () => {
  it.each([
    '/portal/nothing.html',
    '/portal/articles/',
    '/portal/../attachments/x',
    '/portal/%2e%2e/%2e%2e/secret',
    '/portal/a//b',
    '/portal/.hidden',
    '/portal/articles/%00.html',
    '/portal/attachments/x/%E0%A4%A/y',
    `/portal/withdrawn/${sha256('关于调整大厅办公时间的通知')}.html`,
  ])('answer 404 for %s', async (path) => {
    const { site, get } = await open();
    await site.start();
    await site.channel.withdraw(portalCopy(), RECEIPT, null, signal);

    expect((await get(path)).status).toBe(404);
  });

  it('lead from /portal to /portal/', async () => {
    const { get } = await open();

    const answer = await get('/portal');

    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe('/portal/');
  });
});

describe('the index pages', () => {
  it('show an article soon after its delivery, without holding it up', async () => {
    const { site, get, objectStore } = await open();
    await site.start();

    await site.channel.publish(portalCopy(), signal);
    const writtenAtAnswer = objectStore.writes.at(-1);

    expect(writtenAtAnswer).toBe(`site/portal/articles/${portalCopy().itemId}.html`);
    await vi.waitFor(async () => {
      expect(await (await get('/portal/')).text()).toContain(portalCopy().title);
    });
  });

  it('are complete after a crash between an article and its lists', async () => {
    const objectStore = createMemoryObjectStore();
    const first = await open({ objectStore });
    await first.site.channel.publish(portalCopy(), signal);

    const second = await open({ objectStore });
    await second.site.start();

    expect(await (await second.get('/portal/')).text()).toContain(portalCopy().title);
    expect(await (await second.get('/portal/search-index.json')).text()).toContain(portalCopy().itemId);
  });

  it('leave out an article page that cannot be read, which is told of', async () => {
    const objectStore = createMemoryObjectStore();
    const first = await open({ objectStore });
    await first.site.channel.publish(portalCopy(), signal);
    await objectStore.put(`site/portal/articles/${'0'.repeat(64)}.html`, Buffer.from('cut o'));

    const second = await open({ objectStore });
    await second.site.start();

    expect(await (await second.get('/portal/')).text()).toContain(portalCopy().title);
    expect(second.troubles).toMatchObject([{ message: expect.stringContaining('is no article page') }]);
  });

  it('are not written again by a start that finds them right', async () => {
    const objectStore = createMemoryObjectStore();
    const first = await open({ objectStore });
    await first.site.channel.publish(portalCopy(), signal);
    await first.site.start();
    await first.site.stop();
    const before = objectStore.writes.length;

    const second = await open({ objectStore });
    await second.site.start();

    expect(objectStore.writes.slice(before).filter((key) => !key.includes('/assets/'))).toEqual([]);
  });

  it('change only where a new article stands: not the older pages', async () => {
    const { site, objectStore } = await open();
    for (let index = 0; index < 100; index += 1) {
      await site.channel.publish(
        portalCopy({ itemId: sha256(`article ${index}`), column: '通知公告' }),
        signal,
      );
    }
    await site.start();
    await site.channel.publish(portalCopy({ itemId: sha256('new'), column: '通知公告' }), signal);
    const before = objectStore.writes.length;

    await site.stop();

    const written = objectStore.writes.slice(before);
    expect(written.filter((key) => /page-\d+\.html$/.test(key))).toEqual([]);
    expect(written.filter((key) => key.endsWith('/index.html'))).toHaveLength(3);
  });

  it('lose the page of a column that has shrunk', async () => {
    const { site, objectStore } = await open();
    const copies = Array.from({ length: 41 }, (_, index) =>
      portalCopy({ itemId: sha256(`article ${index}`) }),
    );
    for (const copy of copies) await site.channel.publish(copy, signal);
    await site.start();
    const older = (): string[] =>
      [...objectStore.objects.keys()].filter((key) => /all\/page-\d+\.html$/.test(key));
    expect(older()).toHaveLength(1);

    for (const copy of copies.slice(0, 5)) {
      await site.channel.withdraw({ ...copy, generation: 2 }, RECEIPT, null, signal);
    }
    await site.stop();

    expect(older()).toEqual([]);
  });

  it('that could not be written are written later, and the trouble is told', async () => {
    const { site, troubles, objectStore } = await open();
    await site.start();
    await site.channel.publish(portalCopy(), signal);
    objectStore.failNextWrite();
    await vi.waitFor(() => {
      expect(troubles).toHaveLength(1);
    });

    await site.stop();

    expect(Buffer.from(objectStore.objects.get('site/portal/index.html')?.bytes ?? []).toString()).toContain(
      portalCopy().title,
    );
  });

  it('hold what was delivered while they were being rebuilt', async () => {
    const { site, get } = await open();
    const copies = Array.from({ length: 30 }, (_, index) =>
      portalCopy({ itemId: sha256(`article ${index}`), title: `第${index}号` }),
    );

    await Promise.all([site.start(), ...copies.map((copy) => site.channel.publish(copy, signal))]);
    await site.stop();

    const index = await (await get('/portal/search-index.json')).text();
    for (const copy of copies) expect(index).toContain(copy.itemId);
  });
});
