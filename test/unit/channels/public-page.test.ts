import { describe, expect, it } from 'vitest';
import { createManualChannel } from '../../../lib/channels/manual/channel.ts';
import { ManualSettings } from '../../../lib/channels/manual/settings.ts';
import type { OutgoingAnswer, OutgoingRequest } from '../../../lib/channels/outgoing/outgoing-requests.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { exampleCopy } from '../../integration/channels/example-copy.ts';

const signal = new AbortController().signal;
const RECEIPT = { remoteId: null, url: 'https://city.example/42.html', place: null, evidence: [] };
const PAGE = `<!doctype html><html><head><title>城市 - 通知</title>
<meta name="ArticleTitle" content="关于调整的通知"><meta name="pubdate" content="2026-11-03 10:00">
<style>p{}</style></head><body><nav>首页</nav><div class="main article" id="zoom"><p>第一<b>段</b></p>
<table><tr><td>甲</td><td>乙</td></tr></table><script>x()</script></div><footer>版权</footer></body></html>`;

const page = (
  body: string | Uint8Array,
  status = 200,
  contentType = 'text/html; charset=utf-8',
): OutgoingAnswer => ({
  outcome: 'answered',
  status,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

const manualChannel = (answer: OutgoingAnswer, settings: Record<string, unknown> = {}) => {
  const sent: OutgoingRequest[] = [];
  const channel = createManualChannel({
    settings: ManualSettings.parse(settings),
    outgoing: {
      request: async (request) => {
        sent.push(request);
        return answer;
      },
      close: () => Promise.resolve(),
    },
  });
  return { channel, sent };
};

const read = (answer: OutgoingAnswer, settings: Record<string, unknown> = {}) =>
  manualChannel(answer, settings).channel.read(RECEIPT, signal);

describe('a manual channel', () => {
  it('sends nothing and hands every change to the clerk', async () => {
    const { channel, sent } = manualChannel(page(PAGE));
    const copy = exampleCopy();

    expect(await channel.publish(copy, signal)).toMatchObject({ outcome: 'handed-over' });
    expect(await channel.replace(copy, RECEIPT, signal)).toEqual({
      outcome: 'handed-over',
      receipt: RECEIPT,
    });
    expect(await channel.withdraw(copy, RECEIPT, null, signal)).toEqual({
      outcome: 'handed-over',
      receipt: RECEIPT,
    });
    expect(await channel.find(copy, signal)).toMatchObject({ outcome: 'cannot-tell' });
    expect(sent).toEqual([]);
  });

  it('reads back the page that the clerk reported', async () => {
    expect(await read(page(PAGE))).toEqual({
      outcome: 'read',
      title: '关于调整的通知',
      body: null,
      page: '城市-通知\n首页\n第一段\n甲\t乙\n版权',
      publicAt: { instant: Date.parse('2026-11-03T10:00:00+08:00'), precision: 'time' },
    });
  });

  it.each(['#zoom', '.article'])('reads only %s where the settings say so', async (bodySelector) => {
    expect(await read(page(PAGE), { bodySelector })).toMatchObject({ body: '第一段\n甲\t乙' });
  });

  it.each(['div', '#a b', '#a,.b', '*', '.1'])('does not take the selector %j', (bodySelector) => {
    expect(ManualSettings.safeParse({ bodySelector }).success).toBe(false);
  });

  it.each([
    ['of the header', 'text/html; charset=GBK', '<p>'],
    ['of the page', 'text/html', '<meta charset="gb2312"><p>'],
    [
      'of the older declaration',
      'text/html',
      '<meta http-equiv=Content-Type content="text/html; charset=gb18030"><p>',
    ],
  ])('reads a page in the charset %s', async (_name, contentType, start) => {
    const gbk = Buffer.concat([Buffer.from(start), Buffer.from([0xb9, 0xab, 0xbf, 0xaa])]);

    expect(await read(page(gbk, 200, contentType))).toMatchObject({
      page: expect.stringContaining('公开'),
    });
  });

  it('falls back to UTF-8 for a charset that nobody knows', async () => {
    expect(await read(page('<p>公开', 200, 'text/html; charset=martian'))).toMatchObject({
      page: expect.stringContaining('公开'),
    });
  });

  it('tells no title where the page declares none, and no time where it states none', async () => {
    expect(await read(page('<title>关于调整的通知</title><p>正文'))).toMatchObject({
      title: null,
      page: '关于调整的通知\n正文',
      publicAt: null,
    });
  });

  it('keeps the day of a page that states no time of day', async () => {
    const dated = page('<meta name="PubDate" content="2026-11-03"><p>正文');

    expect(await read(dated)).toMatchObject({ publicAt: { precision: 'day' } });
  });

  it('cannot judge a page nested beyond anything that people write', async () => {
    expect(await read(page('<div>'.repeat(2000)))).toMatchObject({ outcome: 'unreadable' });
  });

  it.each([404, 410])('misses a page that answers %i', async (status) => {
    expect(await read(page('gone', status))).toEqual({ outcome: 'missing' });
  });

  it.each([
    ['answers with an error', page('oops', 500)],
    ['redirects', page('', 302)],
    ['is another kind of file', page('%PDF', 200, 'application/pdf')],
    [
      'is too large',
      { outcome: 'answered', status: 200, headers: { 'content-type': 'text/html' }, body: null },
    ],
    ['the guard refuses', { outcome: 'not-allowed', reason: 'inside' }],
  ] as const)('cannot judge a page that %s', async (_name, answer) => {
    expect(await read(answer)).toMatchObject({ outcome: 'unreadable' });
  });

  it('cannot judge a page without the element it was told to read', async () => {
    expect(await read(page('<p>x'), { bodySelector: '#zoom' })).toMatchObject({ outcome: 'unreadable' });
  });

  it('cannot read a notice board', async () => {
    const { channel } = manualChannel(page(PAGE));

    expect(await channel.read({ ...RECEIPT, url: null, place: '公告栏' }, signal)).toMatchObject({
      outcome: 'unreadable',
    });
  });

  it('has no answer from a site that is down', async () => {
    await expect(read({ outcome: 'unreachable', reason: 'ECONNREFUSED' })).rejects.toThrow(NoAnswer);
  });
});
