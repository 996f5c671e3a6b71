import { describe, expect, it } from 'vitest';
import { createHttpChannel } from '../../../lib/channels/http/channel.ts';
import { HttpSettings } from '../../../lib/channels/http/settings.ts';
import type {
  OutgoingAnswer,
  OutgoingRequest,
  OutgoingRequests,
} from '../../../lib/channels/outgoing/outgoing-requests.ts';
import type { Receipt } from '../../../lib/domain/ledger-rows.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { exampleCopy, sha256 } from '../../integration/channels/example-copy.ts';
import { createMemoryObjectStore } from '../../integration/channels/memory-object-store.ts';

const NOW = Date.parse('2026-11-03T10:00:00+08:00');
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const RECEIPT: Receipt = { remoteId: '42', url: 'https://platform.example/42', place: null, evidence: [] };
const signal = new AbortController().signal;

const answered = (
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): OutgoingAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** A channel whose every request gets the answer that the test chose. */
const channelAnswering = (
  answer: OutgoingAnswer | ((request: OutgoingRequest) => OutgoingAnswer),
  { settings = {}, secret = SECRET }: { settings?: Record<string, unknown>; secret?: string | null } = {},
) => {
  const sent: OutgoingRequest[] = [];
  const outgoing: OutgoingRequests = {
    request: async (request) => {
      sent.push(request);
      return typeof answer === 'function' ? answer(request) : answer;
    },
    close: () => Promise.resolve(),
  };
  const objectStore = createMemoryObjectStore();
  const channel = createHttpChannel({
    secretName: 'provincial',
    settings: HttpSettings.parse({ endpoint: 'https://platform.example/api/', ...settings }),
    outgoing,
    secrets: { read: async () => secret ?? undefined },
    objectStore,
    clock: { now: () => NOW },
  });
  return { channel, sent, objectStore };
};

const receiptFor = async (body: unknown, endpoint = 'https://platform.example/api/') => {
  const { channel } = channelAnswering(answered(200, body), { settings: { endpoint } });
  const answer = await channel.publish(exampleCopy(), signal);
  return answer.outcome === 'published' ? answer.receipt : undefined;
};

const reasonFor = async (body: string) => {
  const { channel } = channelAnswering(answered(422, body));
  const answer = await channel.publish(exampleCopy(), signal);
  return answer.outcome === 'refused' ? answer.reason : '';
};

describe('what a status means', () => {
  it.each([
    { status: 200, outcome: 'published' },
    { status: 201, outcome: 'published' },
    { status: 204, outcome: 'published' },
    { status: 202, outcome: 'handed-over' },
    { status: 301, outcome: 'refused' },
    { status: 302, outcome: 'refused' },
    { status: 307, outcome: 'refused' },
    { status: 400, outcome: 'refused' },
    { status: 401, outcome: 'refused' },
    { status: 403, outcome: 'refused' },
    { status: 404, outcome: 'refused' },
    { status: 408, outcome: 'deferred', cause: 'busy' },
    { status: 409, outcome: 'published' },
    { status: 410, outcome: 'refused' },
    { status: 412, outcome: 'refused' },
    { status: 413, outcome: 'refused' },
    { status: 418, outcome: 'refused' },
    { status: 422, outcome: 'refused' },
    { status: 425, outcome: 'deferred', cause: 'busy' },
    { status: 429, outcome: 'deferred', cause: 'busy' },
    { status: 501, outcome: 'refused' },
    { status: 503, outcome: 'deferred', cause: 'outage' },
  ])('turns $status to publish and replace into $outcome', async ({ status, ...expected }) => {
    const { channel } = channelAnswering(answered(status));

    expect(await channel.publish(exampleCopy(), signal)).toMatchObject(expected);
    expect(await channel.replace(exampleCopy(), RECEIPT, signal)).toMatchObject(expected);
  });

  it.each([
    { status: 200, outcome: 'withdrawn' },
    { status: 202, outcome: 'handed-over' },
    { status: 404, outcome: 'withdrawn' },
    { status: 409, outcome: 'refused' },
    { status: 410, outcome: 'withdrawn' },
    { status: 403, outcome: 'refused' },
    { status: 429, outcome: 'deferred' },
    { status: 503, outcome: 'deferred' },
  ])('turns $status to withdraw into $outcome', async ({ status, outcome }) => {
    const { channel } = channelAnswering(answered(status));

    expect(await channel.withdraw(exampleCopy(), RECEIPT, null, signal)).toMatchObject({ outcome });
  });

  it.each([500, 502, 504, 507, 599])('leaves unknown what a %i was given for', async (status) => {
    const { channel } = channelAnswering(answered(status));

    await expect(channel.publish(exampleCopy(), signal)).rejects.toThrow(NoAnswer);
    await expect(channel.withdraw(exampleCopy(), RECEIPT, null, signal)).rejects.toThrow(NoAnswer);
  });

  it('leaves unknown what silence was given for', async () => {
    const { channel } = channelAnswering({ outcome: 'no-answer', reason: 'reset' });

    await expect(channel.publish(exampleCopy(), signal)).rejects.toThrow(NoAnswer);
  });

  it('waits without using up an attempt when nothing was sent', async () => {
    const { channel } = channelAnswering({ outcome: 'unreachable', reason: 'connect ECONNREFUSED' });

    expect(await channel.publish(exampleCopy(), signal)).toEqual({
      outcome: 'deferred',
      cause: 'outage',
      reason: '无法连接渠道：connect ECONNREFUSED',
      after: null,
    });
  });

  it('stops for a person when the guard refused', async () => {
    const { channel } = channelAnswering({ outcome: 'not-allowed', reason: '不允许' });

    expect(await channel.publish(exampleCopy(), signal)).toEqual({ outcome: 'refused', reason: '不允许' });
  });
});

describe('how long a channel wants to be left alone', () => {
  it.each([
    ['120', NOW + 120_000],
    ['0', null],
    ['Tue, 03 Nov 2026 02:05:00 GMT', NOW + 5 * 60_000],
    ['Tue, 03 Nov 2026 01:00:00 GMT', null],
    ['999999999', NOW + 24 * 60 * 60_000],
    ['Sun, 01 Jan 2090 00:00:00 GMT', NOW + 24 * 60 * 60_000],
    ['soon', null],
    ['-5', null],
    ['2026', NOW + 2026_000],
    ['', null],
  ])('reads Retry-After: %s', async (header, after) => {
    const { channel } = channelAnswering(answered(429, '', { 'retry-after': header }));

    expect(await channel.publish(exampleCopy(), signal)).toMatchObject({ outcome: 'deferred', after });
  });
});

describe('a receipt', () => {
  it('carries id, address and time', async () => {
    expect(
      await receiptFor({
        id: 42,
        url: 'https://platform.example/42.html',
        publishedAt: '2026-11-03T10:00:01+08:00',
      }),
    ).toEqual({
      remoteId: '42',
      url: 'https://platform.example/42.html',
      place: null,
      evidence: [],
      publicAt: NOW + 1000,
    });
  });

  it.each([
    ['no body', ''],
    ['a page', '<html>ok</html>'],
    ['half a JSON', '{"id": "4'],
    ['a JSON that is no object', '[1, 2]'],
    ['null', 'null'],
    ['wrong types', { id: {}, url: 7, publishedAt: false }],
    ['members that lead nowhere', { __proto__: { id: 'x' } }],
  ])('is empty, and the copy published all the same, for %s', async (_name, body) => {
    expect(await receiptFor(body)).toEqual({
      remoteId: null,
      url: null,
      place: null,
      evidence: [],
      publicAt: null,
    });
  });

  it('keeps what is readable of it', async () => {
    expect(await receiptFor({ id: 'a', url: 'javascript:alert(1)', publishedAt: 'yesterday' })).toMatchObject(
      {
        remoteId: 'a',
        url: null,
        publicAt: null,
      },
    );
  });

  it.each([
    ['https://platform.example/api/', '/info/42.html', 'https://platform.example/info/42.html'],
    ['https://platform.example/api/', '//other.example/x', 'https://other.example/x'],
    ['https://platform.example/api/', 'data:text/html,x', null],
    ['https://platform.example/api/', 'https://user:pass@platform.example/', null],
    ['/practice/provincial/', '/practice/provincial/items/a.html', '/practice/provincial/items/a.html'],
    ['/practice/provincial/', 'https://elsewhere.example/x', 'https://elsewhere.example/x'],
  ])('on %s reads the address %s as %s', async (endpoint, url, expected) => {
    expect(await receiptFor({ url }, endpoint)).toMatchObject({ url: expected });
  });

  it('reads a time without a zone as Shanghai time', async () => {
    expect(await receiptFor({ publishedAt: '2026-11-03 10:00:00' })).toMatchObject({ publicAt: NOW });
  });
});

describe("the channel's own words", () => {
  it.each([
    ['{"detail":"标题过长"}', '标题过长'],
    ['{"message":"栏目不存在"}', '栏目不存在'],
    ['标题过长', '标题过长'],
    ['<html><style>p{}</style><p>标题<b>过长</b></p><script>x()</script></html>', '标题 过长'],
    ['标题\u0000\u001b[31m过长\u202e\r\n', '标题 [31m过长'],
  ])('are cleaned: %j', async (body, words) => {
    expect(await reasonFor(body)).toBe(`渠道返回状态码 422：${words}`);
  });

  it('are cut short', async () => {
    expect((await reasonFor('长'.repeat(5000))).length).toBeLessThan(330);
  });

  it.each(['<', '<script ', '<style>', '</script', ' '])(
    'of five million characters %j are read at once',
    async (hostile) => {
      const detail = hostile.repeat(5_000_000 / hostile.length);
      const start = performance.now();
      expect(await reasonFor(JSON.stringify({ detail }))).toMatch(/^渠道返回状态码 422/);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );

  it('may be missing', async () => {
    expect(await reasonFor('')).toBe('渠道返回状态码 422');
  });
});

describe('a look-up', () => {
  const copy = exampleCopy();
  const found = (answer: OutgoingAnswer, settings = {}) =>
    channelAnswering(answer, { settings }).channel.find(copy, signal);

  it('finds the copy where the answer repeats our key', async () => {
    const answer = answered(200, { key: copy.itemId, generation: 3, id: '42', url: '/42' });

    expect(await found(answer)).toMatchObject({
      outcome: 'found',
      generation: 3,
      receipt: { remoteId: '42', url: 'https://platform.example/42' },
    });
  });

  it.each([404, 410])('finds nothing where a %i repeats our key', async (status) => {
    expect(await found(answered(status, { key: copy.itemId }))).toEqual({ outcome: 'absent' });
  });

  it.each([
    ['a bare 404', answered(404)],
    ["a gateway's 404", answered(404, '<html>not found</html>')],
    ['a 404 about another key', answered(404, { key: sha256('another') })],
    ['a page that answers 200 to everything', answered(200, '<html>welcome</html>')],
    ['a 200 about another key', answered(200, { key: sha256('another') })],
    ['a redirect', answered(302)],
    ['a refusal', answered(403)],
    ['a method not known', answered(405)],
    ['a call not offered', answered(501)],
  ] as const)('cannot tell from %s', async (_name, answer) => {
    expect(await found(answer)).toMatchObject({ outcome: 'cannot-tell' });
  });

  it.each([
    ['500', answered(500)],
    ['503', answered(503)],
    ['429', answered(429)],
    ['silence', { outcome: 'no-answer', reason: 'timeout' }],
    ['no connection', { outcome: 'unreachable', reason: 'ECONNREFUSED' }],
  ] as const)('has no answer after %s', async (_name, answer) => {
    await expect(found(answer)).rejects.toThrow(NoAnswer);
  });

  it('is not tried where the platform has none', async () => {
    const { channel, sent } = channelAnswering(answered(200), { settings: { lookUp: false } });

    expect(await channel.find(copy, signal)).toMatchObject({ outcome: 'cannot-tell' });
    expect(sent).toEqual([]);
  });
});

describe('what is sent', () => {
  const copy = exampleCopy({ generation: 4 });

  it('carries the key, the generation and the content hash in body and headers', async () => {
    const { channel, sent } = channelAnswering(answered(200));

    await channel.publish(copy, signal);

    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://platform.example/api/publish',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': copy.itemId,
        'x-content-hash': copy.contentHash,
        'x-generation': '4',
        'webhook-id': `publish_${copy.itemId}_4`,
        'webhook-timestamp': String(NOW / 1000),
      },
    });
    expect(JSON.parse(String(sent[0]?.body))).toMatchObject({
      action: 'publish',
      key: copy.itemId,
      generation: 4,
      title: copy.title,
      html: copy.html,
    });
  });

  it('keeps the same id for every try at the same generation, so that a platform knows the second', async () => {
    const { channel, sent } = channelAnswering(answered(200));

    await channel.publish(copy, signal);
    await channel.publish(copy, signal);

    expect(sent[0]?.headers?.['webhook-id']).toBe(sent[1]?.headers?.['webhook-id']);
  });

  it('says nothing of the content when it withdraws', async () => {
    const { channel, sent } = channelAnswering(answered(200));

    await channel.withdraw(copy, RECEIPT, '误发', signal);

    expect(JSON.parse(String(sent[0]?.body))).toEqual({
      action: 'withdraw',
      key: copy.itemId,
      channel: 'provincial',
      generation: 4,
      notice: '误发',
      erase: false,
      remoteId: '42',
      url: 'https://platform.example/42',
    });
  });

  it.each([
    ['https://platform.example/api/', 'publish', 'https://platform.example/api/publish'],
    ['https://platform.example/api', 'publish', 'https://platform.example/api'],
    ['https://platform.example/api', 'find', `https://platform.example/api?key=${copy.itemId}`],
    ['https://platform.example/api?site=3', 'find', `https://platform.example/api?site=3&key=${copy.itemId}`],
    ['/practice/provincial/', 'find', `/practice/provincial/items/${copy.itemId}`],
  ] as const)('goes, for the endpoint %s and %s, to %s', async (endpoint, call, url) => {
    const { channel, sent } = channelAnswering(answered(200), { settings: { endpoint } });

    await channel[call](copy, signal);

    expect(sent[0]?.url).toBe(url);
  });

  it.each([
    ['not stored', null, /缺少渠道密钥“provincial”/],
    ['not base64', 'open sesame', /格式不对/],
    ['too short', 'whsec_AAAA', /格式不对/],
  ])('is nothing at all while the secret is %s', async (_name, secret, reason) => {
    const { channel, sent } = channelAnswering(answered(200), { secret });

    const answer = await channel.publish(copy, signal);

    expect(answer).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) });
    expect(sent).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain('sesame');
  });
});

describe('attachments', () => {
  const bytes = Buffer.from('表格');
  const hash = sha256(bytes);
  const copy = exampleCopy({
    attachments: [{ name: '附件1.docx', sha256: hash, mediaType: 'application/msword', size: bytes.length }],
  });
  const withStored = async (
    answers: Partial<Record<OutgoingRequest['method'], OutgoingAnswer>>,
    stored = true,
  ) => {
    const made = channelAnswering(({ method }) => answers[method] ?? answered(200));
    if (stored) await made.objectStore.put(`attachments/${hash}`, bytes);
    return { ...made, answer: made.channel.publish(copy, signal) };
  };

  it('are sent before the message, when the platform has not got them', async () => {
    const { answer, sent } = await withStored({ HEAD: answered(404), PUT: answered(201) });

    expect(await answer).toMatchObject({ outcome: 'published' });
    expect(sent.map(({ method, url }) => `${method} ${url.replace(hash, '…')}`)).toEqual([
      'HEAD https://platform.example/api/attachments/…',
      'PUT https://platform.example/api/attachments/…',
      'POST https://platform.example/api/publish',
    ]);
    expect(Buffer.from(sent[1]?.body ?? '').toString()).toBe('表格');
  });

  it('are not sent when it has', async () => {
    const { answer, sent } = await withStored({ HEAD: answered(200) });

    expect(await answer).toMatchObject({ outcome: 'published' });
    expect(sent.map(({ method }) => method)).toEqual(['HEAD', 'POST']);
  });

  it.each([
    ['silence', { outcome: 'no-answer', reason: 'reset' }, { outcome: 'deferred', cause: 'busy' }],
    ['a 502', answered(502), { outcome: 'deferred', cause: 'busy' }],
    ['a 503', answered(503), { outcome: 'deferred', cause: 'outage' }],
    ['a 413', answered(413), { outcome: 'refused' }],
    [
      'no connection',
      { outcome: 'unreachable', reason: 'ECONNREFUSED' },
      { outcome: 'deferred', cause: 'outage' },
    ],
  ] as const)(
    'that meet %s leave nothing unknown: the message was not sent',
    async (_name, put, expected) => {
      const { answer, sent } = await withStored({ HEAD: answered(404), PUT: put });

      expect(await answer).toMatchObject(expected);
      expect(sent.some(({ method }) => method === 'POST')).toBe(false);
    },
  );

  it('that take all the time of an attempt are no outage of the channel, and nothing is sent after them', async () => {
    const over = new AbortController();
    const made = channelAnswering(({ method }) => {
      if (method === 'HEAD') return answered(404);
      over.abort();
      return { outcome: 'unreachable', reason: 'time is up' };
    });
    await made.objectStore.put(`attachments/${hash}`, bytes);

    expect(await made.channel.publish(copy, over.signal)).toMatchObject({
      outcome: 'deferred',
      cause: 'busy',
    });
    expect(made.sent.map(({ method }) => method)).toEqual(['HEAD', 'PUT']);
  });

  it('that are not in the store are refused with their name', async () => {
    const { answer } = await withStored({ HEAD: answered(404) }, false);

    expect(await answer).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('附件1.docx') });
  });
});

describe('settings of an http channel', () => {
  it.each(['https://platform.example/api/', 'http://platform.example/api?site=3', '/practice/provincial/'])(
    'take the endpoint %s',
    (endpoint) => {
      expect(HttpSettings.safeParse({ endpoint }).success).toBe(true);
    },
  );

  it.each([
    '',
    'platform.example',
    '//platform.example/',
    '/\\platform.example/',
    'ftp://x/',
    'https://u:p@x.example/',
    'https://x.example/#a',
  ])('refuse the endpoint %j', (endpoint) => {
    expect(HttpSettings.safeParse({ endpoint }).success).toBe(false);
  });
});
