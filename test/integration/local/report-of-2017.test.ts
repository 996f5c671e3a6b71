import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { demoItems, readDemoAttachments, readReport } from '../../../local/demo/demo-items.ts';
import { type OfficeServer, startOffice } from './office-server.ts';

const today = dayOf(Date.now());

let office: OfficeServer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.stop());

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('the real report of 2017', () => {
  it('goes in with its two attachments and reads well on the portal', async () => {
    const attachments = await readDemoAttachments();
    for (const { sha256, bytes, mediaType } of attachments) {
      const put = await office.call('PUT', `/v1/attachments/${sha256}`, bytes, { 'content-type': mediaType });
      expect([200, 201]).toContain(put.status);
    }
    const [report] = await demoItems(today, attachments);
    const { status, body } = await office.call('POST', '/v1/items', report);
    expect(status).toBe(201);
    expect(body.warnings.map(({ code }: { code: string }) => code)).toContain('draft-file-name');
    const urlOf = async () =>
      (await office.call('GET', `/v1/items/${body.id}`)).body.deliveries[0].receipt?.url as
        | string
        | undefined;
    await expect.poll(urlOf, { timeout: 10_000 }).toBeDefined();
    const page = await office.call('GET', (await urlOf()) ?? '');
    expect(page.status).toBe(200);
    for (const words of [
      '一、概述',
      '累计共发布了116条信息',
      '2018年1月19日',
      '政府信息公开年报',
      attachments[0]!.name,
    ]) {
      expect(page.body).toContain(words);
    }
    const links = [...page.body.matchAll(/href="([^"]*attachments[^"]*)"/g)].map(
      ([, href]) => href as string,
    );
    expect(links).toHaveLength(2);
    for (const link of links) {
      const file = await fetch(new URL(link, `${office.origin}${await urlOf()}`));
      expect(file.status).toBe(200);
      expect(file.headers.get('content-disposition')).toContain('attachment');
    }
  });

  it('is the same item as HTML, Markdown and text, with other indentation and widths', async () => {
    const attachments = await readDemoAttachments();
    const [report] = await demoItems(today, attachments);
    const { body: text } = await readReport();
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const html = lines
      .map((line) => `<p style="text-indent:2em">&nbsp;&nbsp;${escaped(line.trim())}</p>`)
      .join('\n');
    const markdown = lines.map((line) => line.trim()).join('\n\n');
    const wide = text
      .replaceAll('(', '（')
      .replaceAll(',', '，')
      .replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0));
    for (const [format, content] of [
      ['html', html],
      ['markdown', markdown],
      ['text', lines.map((line) => `\u3000\u3000${line.trim()}`).join('\r\n')],
      ['text', wide],
    ]) {
      const { status } = await office.call('POST', '/v1/items', { ...report, body: { format, content } });
      expect([format, status]).toEqual([format, 200]);
    }
    const changed = await office.call('POST', '/v1/items', {
      ...report,
      body: { format: 'text', content: text.replace('116条', '147条') },
    });
    expect(changed.status).toBe(201);
  });
});
