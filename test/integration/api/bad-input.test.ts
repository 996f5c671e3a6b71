import { describe, expect, it } from 'vitest';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { apiUnderTest, ITEM_ID, problemOf, sha256 } from './api-under-test.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const without = (member: keyof typeof SUBMISSION_EXAMPLE) => {
  const { [member]: _left, ...rest } = SUBMISSION_EXAMPLE;
  return rest;
};
const REQUIRED = [
  'title',
  'body',
  'issuer',
  'formedOn',
  'author',
  'review',
  'approvals',
  'channels',
] as const;

/** Nothing that is refused may reach a use case. */
const postItem = async (body: RequestInit['body'], headers: Readonly<Record<string, string>> = JSON_TYPE) => {
  const accepted: unknown[] = [];
  const api = await apiUnderTest({
    useCases: {
      acceptItem: (submission) => {
        accepted.push(submission);
        throw new Error('was not to be accepted');
      },
    },
  });
  const answer = await api.call('/v1/items', { method: 'POST', body: body ?? null, headers });
  return { answer, problem: await problemOf(answer), accepted };
};

describe('a body that is not JSON', () => {
  it.each([
    { what: 'empty', body: '' },
    { what: 'cut off', body: '{"title": "通' },
    { what: 'a word', body: 'hello' },
    { what: 'in GB18030', body: new Uint8Array([0x22, 0xb1, 0xea, 0xcc, 0xe2, 0x22]) },
  ])('$what answers 400', async ({ body }) => {
    const { answer, problem, accepted } = await postItem(body);
    expect(answer.status).toBe(400);
    expect(problem).toMatchObject({ code: 'not-json', errors: [{ pointer: '' }] });
    expect(accepted).toEqual([]);
  });

  it.each([
    { what: 'no media type', headers: {} },
    { what: 'text', headers: { 'Content-Type': 'text/plain' } },
    { what: 'a form', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
    { what: 'another charset', headers: { 'Content-Type': 'application/json; charset=gbk' } },
    { what: 'compressed', headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' } },
  ])('$what answers 415', async ({ headers }) => {
    const { answer, problem } = await postItem(new TextEncoder().encode('{}'), headers);
    expect(answer.status).toBe(415);
    expect(problem.code).toBe('media-type-unsupported');
    expect(problem.errors[0]?.message.zh).toContain('application/json');
  });
});

describe('JSON that is not an item', () => {
  it.each(REQUIRED)('without %s answers 422 and points at it', async (member) => {
    const { answer, problem } = await postItem(JSON.stringify(without(member)));
    expect(answer.status).toBe(422);
    expect(problem.errors).toMatchObject([{ code: 'required', pointer: `/${member}` }]);
  });

  it.each([
    { what: 'null', value: null, code: 'wrong-type', pointer: '' },
    { what: 'a list', value: [SUBMISSION_EXAMPLE], code: 'wrong-type', pointer: '' },
    {
      what: 'a number as title',
      value: { ...SUBMISSION_EXAMPLE, title: 7 },
      code: 'wrong-type',
      pointer: '/title',
    },
    {
      what: 'a text as body',
      value: { ...SUBMISSION_EXAMPLE, body: '<p>' },
      code: 'wrong-type',
      pointer: '/body',
    },
    {
      what: 'an unknown kind',
      value: { ...SUBMISSION_EXAMPLE, kind: 'news' },
      code: 'not-one-of',
      pointer: '/kind',
    },
    {
      what: 'an unknown member',
      value: { ...SUBMISSION_EXAMPLE, 'a/b~c': 1 },
      code: 'unknown-member',
      pointer: '/a~1b~0c',
    },
    {
      what: 'an unknown member deep down',
      value: { ...SUBMISSION_EXAMPLE, author: { name: '甲某', tel: '1' } },
      code: 'unknown-member',
      pointer: '/author/tel',
    },
    {
      what: 'an approval of the wrong type',
      value: { ...SUBMISSION_EXAMPLE, approvals: [...SUBMISSION_EXAMPLE.approvals, 'yes'] },
      code: 'wrong-type',
      pointer: '/approvals/1',
    },
    {
      what: 'a channel that is no text',
      value: { ...SUBMISSION_EXAMPLE, channels: ['portal', 1] },
      code: 'wrong-type',
      pointer: '/channels/1',
    },
    {
      what: 'a file that is too large',
      value: {
        ...SUBMISSION_EXAMPLE,
        attachments: [{ name: 'a', sha256: ITEM_ID, mediaType: 'a/b', size: 60_000_000 }],
      },
      code: 'too-large',
      pointer: '/attachments/0/size',
    },
    {
      what: 'a media type that breaks a header',
      value: {
        ...SUBMISSION_EXAMPLE,
        attachments: [{ name: 'a', sha256: ITEM_ID, mediaType: 'a/b\r\nX: 1', size: 1 }],
      },
      code: 'media-type-form',
      pointer: '/attachments/0/mediaType',
    },
    {
      what: 'a very long issuer',
      value: { ...SUBMISSION_EXAMPLE, issuer: '长'.repeat(501) },
      code: 'too-long',
      pointer: '/issuer',
    },
    {
      what: 'too many channels',
      value: { ...SUBMISSION_EXAMPLE, channels: Array.from({ length: 101 }, () => 'portal') },
      code: 'too-many',
      pointer: '/channels',
    },
  ])('$what answers 422', async ({ value, code, pointer }) => {
    const { answer, problem, accepted } = await postItem(JSON.stringify(value));
    expect(answer.status).toBe(422);
    expect(problem).toMatchObject({ code: 'invalid', errors: [{ code, pointer }] });
    expect(accepted).toEqual([]);
  });

  it('tells all faults at once, in the order of the document', async () => {
    const { problem } = await postItem('{"title": 1, "channels": [2], "extra": true}');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
      '/approvals',
      '/author',
      '/body',
      '/channels/0',
      '/extra',
      '/formedOn',
      '/issuer',
      '/review',
      '/title',
    ]);
  });

  it('refuses __proto__ and constructor like any unknown member, and nothing is changed by them', async () => {
    const hostile = JSON.stringify(SUBMISSION_EXAMPLE).replace(
      '{',
      '{"__proto__": {"admin": true}, "constructor": 1, ',
    );
    const { answer, problem } = await postItem(hostile);
    expect(answer.status).toBe(422);
    expect(problem.errors).toMatchObject([
      { code: 'unknown-member', pointer: '/__proto__' },
      { code: 'unknown-member', pointer: '/constructor' },
    ]);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('quotes a hostile member name safely and not without end', async () => {
    const { problem } = await postItem(JSON.stringify({ [`<script>${'x'.repeat(5000)}`]: 1 }));
    expect(problem.errors[0]!.message.en.length).toBeLessThan(200);
  });
});

describe('a word that is none of those allowed', () => {
  it('is answered with them, each as an office calls it', async () => {
    const [approval] = SUBMISSION_EXAMPLE.approvals;
    const { problem } = await postItem(
      JSON.stringify({ ...SUBMISSION_EXAMPLE, approvals: [{ ...approval, role: '分管领导' }] }),
      JSON_TYPE,
    );
    expect(problem.errors[0]?.message.zh).toContain('deputy-leader（分管领导）、leader（主要领导）');
  });
});

describe('a body that is too large', () => {
  const sixMebibytes = JSON.stringify({
    ...SUBMISSION_EXAMPLE,
    body: { format: 'text', content: '大'.repeat(2_100_000) },
  });

  it('is refused by its declared length', async () => {
    const { answer, problem, accepted } = await postItem(sixMebibytes, {
      ...JSON_TYPE,
      'Content-Length': String(Buffer.byteLength(sixMebibytes)),
    });
    expect(answer.status).toBe(413);
    expect(problem.code).toBe('body-too-large');
    expect(problem.errors[0]?.message.zh).toContain('5 MiB');
    expect(accepted).toEqual([]);
  });

  it('is refused as it arrives when it declares none, before all of it was read', async () => {
    let sent = 0;
    const twentyMebibytes = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
        if (sent === 20) controller.close();
      },
    });
    const api = await apiUnderTest();
    const answer = await api.call('/v1/items', {
      method: 'POST',
      body: twentyMebibytes,
      headers: JSON_TYPE,
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(10);
  });

  it('reaches the use case when it arrives in pieces and is small enough', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(SUBMISSION_EXAMPLE));
    const api = await apiUnderTest();
    const answer = await api.call('/v1/items', {
      method: 'POST',
      body: ReadableStream.from([bytes.subarray(0, 100), bytes.subarray(100)]),
      headers: JSON_TYPE,
      duplex: 'half',
    });
    expect(answer.status).toBe(201);
  });
});

describe('an address or query that is not valid', () => {
  it.each([
    { call: 'GET /v1/counts/17', code: 'year-form', pointer: '/year', part: 'path' },
    { call: 'GET /v1/counts/abcd', code: 'year-form', pointer: '/year', part: 'path' },
    { call: 'GET /v1/counts/9999', code: 'year-form', pointer: '/year', part: 'path' },
    { call: 'GET /v1/counts/2017?quarter=5', code: 'not-one-of', pointer: '/quarter', part: 'query' },
    { call: 'GET /v1/counts/2017?by=colour', code: 'not-one-of', pointer: '/by', part: 'query' },
    { call: 'GET /v1/counts/2017?quater=1', code: 'unknown-member', pointer: '/quater', part: 'query' },
    { call: 'GET /v1/items?limit=0', code: 'number-form', pointer: '/limit', part: 'query' },
    { call: 'GET /v1/items?limit=1e3', code: 'number-form', pointer: '/limit', part: 'query' },
    { call: 'GET /v1/items?cursor=%00', code: 'cursor-form', pointer: '/cursor', part: 'query' },
    { call: 'GET /v1/items?region=portal%2B', code: 'region-form', pointer: '/region', part: 'query' },
    { call: 'GET /v1/items?state=lost', code: 'not-one-of', pointer: '/state', part: 'query' },
    { call: 'GET /v1/items?state=live&state=live', code: 'not-one-of', pointer: '/state', part: 'query' },
    { call: 'GET /v1/items?q=a&q=b', code: 'wrong-type', pointer: '/q', part: 'query' },
    { call: 'GET /v1/items?q=a%00b', code: 'control-character', pointer: '/q', part: 'query' },
    { call: 'GET /v1/items?__proto__=1', code: 'unknown-member', pointer: '/__proto__', part: 'query' },
    { call: 'GET /v1/attachments/abc', code: 'sha256-form', pointer: '/sha256', part: 'path' },
    { call: 'GET /v1/returns/2017/0/report.html', code: 'number-form', pointer: '/revision', part: 'path' },
    {
      call: 'GET /v1/items/1/deliveries/PORTAL/copy',
      code: 'channel-form',
      pointer: '/channel',
      part: 'path',
    },
    { call: 'GET /v1/unreadable?limit=9999', code: 'number-form', pointer: '/limit', part: 'query' },
    { call: 'GET /?year=twenty', code: 'year-form', pointer: '/year', part: 'query' },
  ])('$call answers 422', async ({ call, code, pointer, part }) => {
    const api = await apiUnderTest();
    const [method = '', path = ''] = call.split(' ');
    const answer = await api.call(path, { method });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors).toMatchObject([{ code, pointer, in: part }]);
  });

  it.each([
    { body: {}, faults: ['/edition'] },
    { body: { edition: 0 }, faults: ['/edition'] },
    { body: { edition: 1, evidence: ['x'] }, faults: ['/evidence/0'] },
    { body: { edition: 1, evidence: [ITEM_ID, ITEM_ID] }, faults: ['/evidence'] },
    { body: { edition: 1, url: 'a\nb', place: '\ud800' }, faults: ['/place', '/url'] },
  ])('a receipt of $body answers 422', async ({ body, faults }) => {
    const api = await apiUnderTest();
    const answer = await api.send('POST', `/v1/items/${ITEM_ID}/deliveries/municipal/receipt`, body);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors.map(({ pointer }) => pointer)).toEqual(faults);
  });

  it.each([
    { body: { name: '', roles: ['submitter'] }, pointer: '/name' },
    { body: { name: 'a', roles: [] }, pointer: '/roles' },
    { body: { name: 'a', roles: ['root'] }, pointer: '/roles/0' },
    { body: { name: 'a', roles: ['admin', 'admin'] }, pointer: '/roles' },
  ])('a token of $body answers 422', async ({ body, pointer }) => {
    const api = await apiUnderTest();
    const answer = await api.send('POST', '/v1/tokens', body);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors).toMatchObject([{ pointer }]);
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'an import of type "%s" answers 415',
    async (type) => {
      const api = await apiUnderTest();
      const answer = await api.call('/v1/imports', {
        method: 'POST',
        body: new TextEncoder().encode('x'),
        headers: type === '' ? {} : { 'Content-Type': type },
      });
      expect(answer.status).toBe(415);
    },
  );

  it('an import over the limit answers 413', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/imports', {
      method: 'POST',
      body: new Uint8Array(6 * 1024 * 1024),
      headers: { 'Content-Type': 'text/csv' },
    });
    expect(answer.status).toBe(413);
  });
});

describe('an attachment', () => {
  it('that does not hash to its address answers 422 and is not kept', async () => {
    const api = await apiUnderTest();
    const answer = await api.call(`/v1/attachments/${sha256('one')}`, { method: 'PUT', body: 'another' });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'hash-mismatch' }] });
    expect(await api.objectStore.head(`attachments/${sha256('one')}`)).toBeUndefined();
  });

  it.each([
    { how: 'by its declared length', headers: { 'Content-Length': '60000000' } },
    { how: 'as it arrives', headers: {} },
  ])('over the limit answers 413 $how', async ({ headers }) => {
    const api = await apiUnderTest({
      limits: { bodyBytes: 1024, attachmentBytes: 2048, requestsPerMinute: 100, wrongTokensPerMinute: 10 },
    });
    const answer = await api.call(`/v1/attachments/${sha256('one')}`, {
      method: 'PUT',
      body: ReadableStream.from([new Uint8Array(1500), new Uint8Array(1500)]),
      headers,
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
  });
});
