import { Hono } from 'hono';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { COUNT_EXAMPLE } from '../../../lib/api/schemas/count-example.ts';
import { apiUnderTest } from './api-under-test.ts';

const pageOf = async (path: string) => (await (await apiUnderTest()).call(path, { as: null })).text();

describe('the open page', () => {
  it('shows the count of the year asked for with its disjoint regions', async () => {
    const page = await pageOf('/?year=2017');
    expect(page).toContain('2017年主动公开情况');
    expect(page).toContain('<strong>116</strong>');
    expect(page).toContain('<td>仅门户网站</td><td class="figure">47</td>');
    expect(page).toContain('<td>市级信息公开平台＋门户网站</td><td class="figure">31</td>');
  });

  it('shows this year where none is asked for', async () => {
    expect(await pageOf('/')).toContain('2026年主动公开情况');
  });

  it('escapes titles and links to nothing but pages', async () => {
    const page = await pageOf('/');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('<a href="/portal/articles/1">');
    expect(page).not.toContain('javascript:');
    expect(page).toContain('坏链接');
  });

  it('marks practice channels and says where none of the newest items is public yet', async () => {
    const page = await pageOf('/');
    expect(page).toMatch(/门户网站 <span class="practice">演练<\/span>/);
    expect(page).toContain('最近受理的信息尚未在此公开');
  });

  it('does not say that nothing is public where the count knows of something', async () => {
    const none = { portal: 0, provincial: 0, municipal: 0 };
    const latest = [{ channel: 'municipal', name: '市级信息公开平台', practice: false, titles: [] }];
    const pageFor = async (count: typeof COUNT_EXAMPLE) => {
      const api = await apiUnderTest({
        useCases: { summarise: async () => ({ year: 2026, count, latest }) },
      });
      return (await api.call('/', { as: null })).text();
    };
    expect(await pageFor({ ...COUNT_EXAMPLE, channels: none })).toContain(
      '<p class="note">尚无公开的信息</p>',
    );
    expect(await pageFor({ ...COUNT_EXAMPLE, channels: { ...none, municipal: 2 } })).not.toContain(
      '尚无公开的信息</p>',
    );
  });

  it('links only to what anybody may open', async () => {
    expect(await pageOf('/')).not.toContain('href="/v1/');
  });

  it('loads nothing that its own policy forbids', async () => {
    const page = await pageOf('/');
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources).toContain('/assets/live.js');
    expect(sources.filter((source) => !source.startsWith('/'))).toEqual([]);
    expect(page).not.toMatch(/ style=| on\w+=|<style/);
  });

  it('is sound HTML in Chinese that fits a phone', async () => {
    const page = await pageOf('/');
    const errors: string[] = [];
    parse(page, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('name="viewport" content="width=device-width, initial-scale=1"');
  });
});

const subApp = (text: string) => {
  const app = new Hono();
  app.get('/', (context) => context.text(text));
  app.post('/items', (context) => context.text('taken', 201));
  return app;
};

const apiWithSubApps = () =>
  apiUnderTest({
    sites: [{ path: '/portal/', name: '门户网站', app: subApp('portal') }],
    practice: [{ path: '/practice/provincial/', name: '演练网络', app: subApp('practice') }],
  });

describe('sub-apps', () => {
  it.each([
    { path: '/portal/', text: 'portal' },
    { path: '/practice/provincial/', text: 'practice' },
  ])('$path is open, with the headers of every answer', async ({ path, text }) => {
    const answer = await (await apiWithSubApps()).call(path, { as: null });
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
  });

  it('keep their own methods', async () => {
    const answer = await (await apiWithSubApps()).call('/practice/provincial/items', {
      method: 'POST',
      as: null,
    });
    expect(answer.status).toBe(201);
  });

  it('are found without the last slash and linked from the open page', async () => {
    const redirected = await (await apiWithSubApps()).call('/portal', { as: null });
    expect(redirected.status).toBe(301);
    expect(redirected.headers.get('Location')).toBe('/portal/');
    expect(await (await (await apiWithSubApps()).call('/')).text()).toContain(
      '<a href="/practice/provincial/">演练网络</a>',
    );
  });

  it('that do not know a page leave the answer to us', async () => {
    const answer = await (await apiWithSubApps()).call('/portal/nowhere', { as: null });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'no-such-address' });
  });
});
