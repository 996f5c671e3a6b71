import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SettableClock } from '../examples/settable-clock.ts';
import { noticeOf, type OfficeServer, startOffice } from '../integration/local/office-server.ts';
import { openBrowser } from './open-browser.ts';

const DAY = 86_400_000;

let browser: Browser;
let office: OfficeServer;

beforeAll(async () => {
  browser = await openBrowser();
  const clock = new SettableClock(Date.parse('2026-11-03T12:00:00+08:00'));
  office = await startOffice({
    clock,
    channels: ({ channels }) => ({
      channels: channels.map(({ settleTime: _settleTime, ...channel }) =>
        channel['id'] === 'portal' ? channel : { ...channel, kind: 'manual', settings: {} },
      ),
    }),
  });
  for (let index = 1; index <= 60; index += 1) {
    const plan = index % 2 === 0 ? ['municipal'] : ['municipal', 'provincial'];
    await office.call('POST', '/v1/items', {
      ...noticeOf(index, plan, '2026-11-03'),
      title: `（虚构）关于第${index}项事项办理流程优化调整及有关材料清单公布的通知`,
    });
  }
  await vi.waitFor(async () => {
    const { totals } = (await office.call('GET', '/v1/waiting?limit=1')).body;
    if (totals[0]?.count !== 60 || totals[1]?.count !== 30)
      throw new Error('not all have been handed over yet');
  }, 20_000);
  clock.pass(4 * DAY);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const open = async (width: number): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 844 } });
  await page.goto(`${office.origin}/waiting`);
  return page;
};

const enter = async (page: Page, token: string): Promise<void> => {
  await page.fill('#token', token);
  await page.click('#enter button');
};

describe.each([1280, 390])('the page of what waits for people, %i pixels wide', (width) => {
  it('shows nothing before a token, and says why a wrong one is none', async () => {
    const page = await open(width);
    expect(await page.locator('#live').textContent()).toBe('');
    await enter(page, 'a-token-that-nobody-has-been-given');

    await page.getByText('访问令牌无效').waitFor();
    expect(await page.locator('#enter').isVisible()).toBe(true);
    await page.close();
  });

  it('lists, filters and pages within the width, and forgets the token', async () => {
    const page = await open(width);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await enter(page, office.token);
    await page.locator('table.waiting tbody tr').first().waitFor();
    expect(await page.locator('table.waiting tbody tr').count()).toBe(50);
    expect(await page.getByText('久未公开，请催办').count()).toBe(50);

    await page.getByText('下一页').click();
    await expect.poll(() => page.locator('table.waiting tbody tr').count()).toBe(40);
    await page.getByText('山东政务服务网 30').click();
    await expect.poll(() => page.locator('table.waiting tbody tr').count()).toBe(30);
    expect(new URL(page.url()).search).toBe('?channel=provincial');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.reload();
    await expect.poll(() => page.locator('table.waiting tbody tr').count()).toBe(30);

    await page.getByText('退出').click();
    expect(await page.locator('#live').textContent()).toBe('');
    await page.reload();
    expect(await page.locator('#enter').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
