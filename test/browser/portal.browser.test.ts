import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { houseStyle } from '../../lib/domain/content/house-style.ts';
import { parseBody } from '../../lib/domain/content/parse-body.ts';
import { exampleCopy, sha256 } from '../integration/channels/example-copy.ts';
import { startSite } from '../integration/channels/start-site.ts';
import { openBrowser } from './open-browser.ts';

const signal = new AbortController().signal;
const REPORT = sha256('report');
const WIDE_TABLE = sha256('table');

const table = (rows: number): string =>
  `<p>各科室工作安排如下表。</p><table>${Array.from(
    { length: rows },
    () =>
      '<tr><td>政务服务事项办理指南编制与公开</td><td>信息中心</td><td>20个工作日</td><td>0000-0000000</td><td>示例</td><td>示例</td></tr>',
  ).join('')}</table>`;

let browser: Browser;
let portal: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  browser = await openBrowser();
  portal = await startSite();
  const report = await readFile(
    new URL('../fixtures/content/annual-report-2017.txt', import.meta.url),
    'utf8',
  );
  const publish = async (changes: Parameters<typeof exampleCopy>[0]): Promise<void> => {
    await portal.site.channel.publish(exampleCopy({ channel: 'portal', ...changes }), signal);
  };
  await publish({
    itemId: REPORT,
    title: '市政务服务中心管理办公室2017年政府信息公开工作年度报告',
    documentNumber: null,
    column: '政府信息公开年报',
    formedOn: '2018-01-19',
    html: houseStyle(parseBody({ format: 'text', content: report })).html,
    attachments: [
      '市政务服务中心2017年度政府信息公开工作情况统计表.docx',
      '对市十八届人大一次会议第74号建议的答复.doc',
    ].map((name) => ({ name, sha256: sha256(name), mediaType: 'application/msword', size: 45_321 })),
  });
  await publish({ itemId: WIDE_TABLE, title: '工作安排（示例）', topic: '财政、金融、审计', html: table(5) });
  for (let index = 0; index < 45; index += 1) {
    await publish({
      itemId: sha256(`notice ${index}`),
      title: `关于做好第${index}号窗口改革有关工作的通知`,
      documentNumber: `虚政服发〔2025〕${index}号`,
      formedOn: `${2021 + (index % 4)}-03-01`,
    });
  }
  await portal.site.start();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

const withPage = async <Result>(
  width: number,
  path: string,
  look: (page: Page) => Promise<Result>,
): Promise<Result> => {
  const page = await browser.newPage({ viewport: { width, height: 844 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  try {
    await page.goto(`${portal.origin}${path}`, { waitUntil: 'load' });
    const seen = await look(page);
    expect(complaints).toEqual([]);
    return seen;
  } finally {
    await page.close();
  }
};

const PAGES = [
  '/portal/',
  `/portal/articles/${REPORT}.html`,
  `/portal/articles/${WIDE_TABLE}.html`,
  '/portal/columns/all/index.html',
  '/portal/search.html',
  '/portal/guide.html',
];

describe.each([390, 1280])('at %i px', (width) => {
  it.each(PAGES)('%s needs no sideways scrolling and complains of nothing', async (path) => {
    const overflow = await withPage(width, path, (page) =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );

    expect(overflow).toBe(0);
  });

  it('sets the report in one font and size, indented by style', async () => {
    const paragraphs = await withPage(width, `/portal/articles/${REPORT}.html`, (page) =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('#article-text p')].map((p) => {
          const { fontFamily, fontSize, textIndent } = getComputedStyle(p);
          return [fontFamily, fontSize, parseFloat(textIndent) / parseFloat(fontSize)].join('|');
        })`,
      ),
    );

    expect(paragraphs.length).toBeGreaterThan(20);
    expect(new Set(paragraphs).size).toBe(1);
    expect(paragraphs[0]).toMatch(/\|2$/);
  });
});

describe('on a phone', () => {
  it('a wide table scrolls by itself', async () => {
    const [scroll, client] = await withPage(390, `/portal/articles/${WIDE_TABLE}.html`, (page) =>
      page.evaluate<[number, number]>(
        "(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('#article-text table'))",
      ),
    );

    expect(scroll).toBeGreaterThan(client);
  });

  it('links and buttons of the navigation are large enough to touch', async () => {
    const heights = await withPage(390, '/portal/', (page) =>
      page.evaluate<number[]>(
        "[...document.querySelectorAll('.site-nav a, button')].map((each) => each.getBoundingClientRect().height)",
      ),
    );

    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});

describe('the search page', () => {
  it.each([
    ['title', '年度报告', 1],
    ['number', '虚政服发[2025]7号', 1],
    ['year', '2018', 1],
    ['topic', '财政、金融、审计', 1],
  ] as const)('finds by %s', async (field, value, count) => {
    const outcome = await withPage(390, '/portal/search.html', async (page) => {
      const input = page.locator(`#${field}`);
      await (field === 'year' || field === 'topic' ? input.selectOption(value) : input.fill(value));
      await page.locator('#search button').click();
      await page.locator('#outcome', { hasText: '找到' }).waitFor();
      return { found: await page.locator('#results li').count(), url: page.url() };
    });

    expect(outcome.found).toBe(count);
    expect(new URL(outcome.url).searchParams.get(field)).toBe(value);
  });

  it('answers to an address that carries the question, as the home page sends it', async () => {
    const titles = await withPage(1280, '/portal/', async (page) => {
      await page.locator('#quick-title').fill('第7号窗口');
      await page.locator('.quick-search button').click();
      await page.locator('#outcome', { hasText: '找到' }).waitFor();
      return page.locator('#results a').allTextContents();
    });

    expect(titles).toEqual(['关于做好第7号窗口改革有关工作的通知']);
  });

  it('says so when it finds nothing', async () => {
    const text = await withPage(
      390,
      '/portal/search.html?title=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7',
      async (page) => {
        await page.locator('#outcome', { hasText: '没有符合' }).waitFor();
        return page.locator('#outcome').textContent();
      },
    );

    expect(text).toBe('没有符合条件的信息。');
  });
});
