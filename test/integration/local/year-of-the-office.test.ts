import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { EXPECTED } from '../../../local/demo/expected-figures.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const PLANS = [
  ...Array.from({ length: 47 }, () => ['portal']),
  ...Array.from({ length: 7 }, () => ['provincial']),
  ...Array.from({ length: 31 }, () => ['municipal']),
  ...Array.from({ length: 31 }, () => ['portal', 'municipal']),
];
const today = dayOf(Date.now());
const year = today.slice(0, 4);

let office: OfficeServer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.stop());

describe('116 items, every tenth posted twice, 32 at a time', () => {
  const ids = new Set<string>();

  it('are each accepted once', async () => {
    const posts = PLANS.map((channels, index) => noticeOf(index + 1, channels, today)).flatMap(
      (notice, index) => (index % 10 === 9 ? [notice, notice] : [notice]),
    );
    const statuses: number[] = [];
    const poster = async (): Promise<void> => {
      for (let post = posts.shift(); post !== undefined; post = posts.shift()) {
        const { status, body } = await office.call('POST', '/v1/items', post);
        statuses.push(status);
        ids.add(body.id);
      }
    };
    await Promise.all(Array.from({ length: 32 }, poster));
    expect(statuses.filter((status) => status === 201)).toHaveLength(116);
    expect(statuses.filter((status) => status === 200)).toHaveLength(11);
    expect(ids.size).toBe(116);
  });

  it('count 78, 7 and 62 on three channels, and 116 in four regions', async () => {
    await expect
      .poll(async () => (await office.call('GET', `/v1/counts/${year}`)).body.channels, { timeout: 30_000 })
      .toEqual(EXPECTED.channels);
    expect((await office.call('GET', `/v1/counts/${year}`)).body).toMatchObject(EXPECTED);
  });

  it.each(['provincial', 'municipal'])('stand on the practice platform %s once each', async (channel) => {
    const { body } = await office.call('GET', `/practice/${channel}/items`);
    expect(body.items).toHaveLength(EXPECTED.channels[channel]!);
    expect(body.items.filter((item: { published: number }) => item.published !== 1)).toEqual([]);
    expect(body.items.filter((item: { key: string }) => !ids.has(item.key))).toEqual([]);
  });

  it('stand on the portal once each, every page there', async () => {
    const { body } = await office.call('GET', '/v1/items?channel=portal&limit=200');
    const urls: string[] = body.items.map(
      ({ deliveries }: { deliveries: { channel: string; url: string }[] }) =>
        deliveries.find(({ channel }) => channel === 'portal')?.url,
    );
    expect(new Set(urls).size).toBe(78);
    const pages = await Promise.all(urls.map((url) => office.call('GET', url)));
    expect(pages.filter(({ status }) => status !== 200)).toEqual([]);
    expect(pages.filter(({ body: page }) => !page.includes('号通知'))).toEqual([]);
  });

  it.each([
    ['portal', 47],
    ['municipal', 31],
    ['portal+municipal', 31],
  ])('open the region %s into its %i items', async (region, items) => {
    const { body } = await office.call(
      'GET',
      `/v1/items?region=${encodeURIComponent(region)}&year=${year}&limit=200`,
    );
    expect(body.items).toHaveLength(items);
  });

  it('have short numbers in a row, each once', async () => {
    const { body } = await office.call('GET', '/v1/items?limit=200');
    const numbers = body.items.map(({ number }: { number: string }) => number).toSorted();
    expect(numbers).toEqual(
      Array.from({ length: 116 }, (_, i) => `${year}-${String(i + 1).padStart(4, '0')}`),
    );
  });

  it('are on an open page whose every link opens without a token, practice marked', async () => {
    const page = await (await fetch(`${office.origin}/`)).text();
    const links = [...page.matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => path ?? '');
    expect(links).toEqual(expect.arrayContaining(['/portal/', '/practice/provincial/']));
    for (const path of links) {
      expect([path, (await fetch(`${office.origin}${path}`)).status]).toEqual([path, 200]);
    }
    expect(page).toContain('门户网站（演练）');
    expect(page).toContain('含演练渠道的发布记录147条次');
  });

  it('are all still there after a restart, and nothing is sent again', async () => {
    await office.restart();
    expect((await office.call('GET', `/v1/counts/${year}`)).body).toMatchObject(EXPECTED);
    const { body } = await office.call('GET', '/practice/municipal/items');
    expect(body.items.filter((item: { published: number }) => item.published !== 1)).toEqual([]);
  });
});
