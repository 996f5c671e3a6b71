import type { RequestListener, ServerResponse } from 'node:http';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { createExcelChannel } from '../../../lib/channels/excel/channel.ts';
import { ExcelSettings } from '../../../lib/channels/excel/settings.ts';
import { createHttpChannel } from '../../../lib/channels/http/channel.ts';
import { HttpSettings } from '../../../lib/channels/http/settings.ts';
import { createManualChannel } from '../../../lib/channels/manual/channel.ts';
import { ManualSettings } from '../../../lib/channels/manual/settings.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { createPracticeNetwork } from '../../../lib/channels/practice/practice-network.ts';
import { bodyAddresses } from '../../../lib/domain/content/body-addresses.ts';
import { canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { compareCopy } from '../../../lib/domain/content/compare-copy.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { Answer, Channel } from '../../../lib/ports/channel.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { systemClock } from '../../../lib/ports/clock.ts';
import type { Secrets } from '../../../lib/ports/secrets.ts';
import { exampleCopy } from './example-copy.ts';
import { exchangeOver, openSharedFolder } from './exchange-folder.ts';
import { startFaultServer } from './fault-server.ts';
import { createMemoryObjectStore } from './memory-object-store.ts';
import { startApp } from './start-app.ts';
import { startSite } from './start-site.ts';

// A new kind of channel passes this suite: add how to open it to ADAPTERS, and, where it speaks HTTP, to OVER_HTTP.

const SECRETS: Secrets = { read: async () => `whsec_${Buffer.alloc(32, 7).toString('base64')}` };
const NO_RECEIPT = { remoteId: null, url: null, place: null, evidence: [] };
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const outgoingTo = (origin: () => string, maxBytes?: number) => {
  const outgoing = createOutgoing({
    allow: [],
    ownOrigin: origin,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  closers.push(() => outgoing.close());
  return outgoing;
};

const httpChannel = (origin: string, endpoint: string, maxBytes?: number): Channel =>
  createHttpChannel({
    secretName: 'example',
    settings: HttpSettings.parse({ endpoint }),
    outgoing: outgoingTo(() => origin, maxBytes),
    secrets: SECRETS,
    objectStore: createMemoryObjectStore(),
    clock: systemClock,
  });

const manualChannel = (): Promise<Channel> =>
  Promise.resolve(
    createManualChannel({
      settings: ManualSettings.parse({}),
      outgoing: outgoingTo(() => 'http://127.0.0.1:1'),
    }),
  );

const excelChannel = (): Promise<Channel> =>
  Promise.resolve(
    createExcelChannel({
      settings: ExcelSettings.parse({ columns: { 标题: 'title', 正文: 'html' } }),
      outgoing: outgoingTo(() => 'http://127.0.0.1:1'),
    }),
  );

const exchangeChannel = async (): Promise<Channel> => {
  const shared = await openSharedFolder();
  closers.push(() => shared.close());
  return exchangeOver(shared).channel;
};

const siteChannel = async (): Promise<Channel> => {
  const { site, close } = await startSite();
  closers.push(close);
  await site.start();
  return site.channel;
};

const practiceChannel = async (): Promise<Channel> => {
  const app = new Hono();
  const network = createPracticeNetwork({
    name: 'provincial',
    objectStore: createMemoryObjectStore(),
    secrets: SECRETS,
    secretName: 'example',
    clock: systemClock,
    switches: { lookUp: true, idempotency: true },
  });
  app.route('/practice/provincial', network);
  const { origin, close } = await startApp(app);
  closers.push(close);
  return httpChannel(origin, '/practice/provincial/');
};

const ADAPTERS = [
  ['manual', manualChannel],
  ['excel', excelChannel],
  ['exchange', exchangeChannel],
  ['site', siteChannel],
  ['http', practiceChannel],
] as const;

const short = (): AbortSignal => AbortSignal.timeout(250);
const time = (): AbortSignal => AbortSignal.timeout(10_000);
const receiptIn = (answer: Answer) => ('receipt' in answer ? answer.receipt : NO_RECEIPT);

describe.each(ADAPTERS)('a channel of kind %s', (_kind, open) => {
  it('brings a copy out, or hands it over, with a whole receipt', async () => {
    const channel = await open();

    const answer = await channel.publish(exampleCopy(), time());

    expect(['published', 'handed-over']).toContain(answer.outcome);
    const { remoteId, url, place, evidence } = receiptIn(answer);
    for (const text of [remoteId, url, place]) expect(text === null || typeof text === 'string').toBe(true);
    expect(evidence).toEqual([]);
  });

  it('never says that something is absent which it has published, nor that it has what it never got', async () => {
    const channel = await open();

    expect((await channel.find(exampleCopy(), time())).outcome).not.toBe('found');
    await channel.publish(exampleCopy(), time());
    expect((await channel.find(exampleCopy(), time())).outcome).not.toBe('absent');
  });

  it('gives the same receipt and the same public time for the same copy again, and for a correction of it', async () => {
    const channel = await open();
    const first = await channel.publish(exampleCopy(), time());

    const second = await channel.publish(exampleCopy(), time());
    const corrected = await channel.replace(
      exampleCopy({ generation: 2, edition: 2, html: '<p>更正。</p>' }),
      receiptIn(first),
      time(),
    );

    expect(second).toEqual(first);
    expect(corrected).toEqual(first);
  });

  it('takes a copy back, once and again, and then does not have it', async () => {
    const channel = await open();
    const receipt = receiptIn(await channel.publish(exampleCopy(), time()));
    const withdrawn = exampleCopy({ generation: 2 });

    const answers = [
      await channel.withdraw(withdrawn, receipt, null, time()),
      await channel.withdraw(withdrawn, receipt, null, time()),
    ];

    for (const { outcome } of answers) expect(['withdrawn', 'handed-over']).toContain(outcome);
    expect((await channel.find(withdrawn, time())).outcome).not.toBe('found');
    expect((await channel.read(receipt, time())).outcome).toBe(
      receipt.url === null ? 'unreadable' : 'missing',
    );
  });

  it('reads back what the public reads', async () => {
    const channel = await open();
    const receipt = receiptIn(await channel.publish(exampleCopy(), time()));

    const read = await channel.read(receipt, time());

    expect(read.outcome).toBe(receipt.url === null ? 'unreadable' : 'read');
    const { title, html } = exampleCopy();
    const parsed = parseBody({ format: 'html', content: html });
    const expected = { title, body: canonicalText(parsed), addresses: bodyAddresses(parsed) };
    expect('page' in read ? compareCopy(expected, read) : { outcome: 'same' }).toEqual({ outcome: 'same' });
  });

  it('cannot read a receipt without an address', async () => {
    expect(await (await open()).read(NO_RECEIPT, time())).toMatchObject({ outcome: 'unreadable' });
  });

  it('ends each call that it is given no time for, as a value or without an answer', async () => {
    const channel = await open();
    const copy = exampleCopy();
    const calls = [
      () => channel.find(copy, AbortSignal.abort()),
      () => channel.publish(copy, AbortSignal.abort()),
      () => channel.replace(copy, NO_RECEIPT, AbortSignal.abort()),
      () => channel.withdraw(copy, NO_RECEIPT, null, AbortSignal.abort()),
      () => channel.read({ ...NO_RECEIPT, url: '/portal/x.html' }, AbortSignal.abort()),
    ];

    for (const call of calls) {
      const outcome = await call().then(
        (answer: { readonly outcome: string }) => answer.outcome,
        (error: unknown) => (error instanceof NoAnswer ? 'no answer' : error),
      );
      expect(['no answer', 'deferred', 'handed-over', 'cannot-tell']).toContain(outcome);
    }
  });
});

const answer =
  (status: number, body = '', headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

const halfAn =
  (status: number): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-length': '1000' });
    response.write('{"id":', () => response.destroy());
  };

const trickle: RequestListener = (_request, response: ServerResponse) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

interface Fault {
  readonly name: string;
  readonly behave: RequestListener;
  /** What publish and replace make of it. */
  readonly sent: string;
  readonly withdrawn: string;
  readonly found: string;
  readonly read: string;
}

const NONE = 'no answer';
// What each fault of the other side becomes. `no answer` is the state unknown: looked up next, never sent blindly again.
const FAULTS: readonly Fault[] = [
  {
    name: '200',
    behave: answer(200),
    sent: 'published',
    withdrawn: 'withdrawn',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '200 with garbage',
    behave: answer(200, '\u0000\ufffd{{{'),
    sent: 'published',
    withdrawn: 'withdrawn',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '202',
    behave: answer(202),
    sent: 'handed-over',
    withdrawn: 'handed-over',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '301 elsewhere',
    behave: answer(301, '', { location: 'http://127.0.0.1:1/' }),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '302 to a login page',
    behave: answer(302, '', { location: '/login' }),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '400',
    behave: answer(400),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '401',
    behave: answer(401),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '403',
    behave: answer(403),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '404',
    behave: answer(404),
    sent: 'refused',
    withdrawn: 'withdrawn',
    found: 'cannot-tell',
    read: 'missing',
  },
  {
    name: '409',
    behave: answer(409),
    sent: 'published',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '410',
    behave: answer(410),
    sent: 'refused',
    withdrawn: 'withdrawn',
    found: 'cannot-tell',
    read: 'missing',
  },
  {
    name: '413',
    behave: answer(413),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '422',
    behave: answer(422),
    sent: 'refused',
    withdrawn: 'refused',
    found: 'cannot-tell',
    read: 'unreadable',
  },
  {
    name: '429',
    behave: answer(429),
    sent: 'deferred',
    withdrawn: 'deferred',
    found: NONE,
    read: 'unreadable',
  },
  { name: '500', behave: answer(500), sent: NONE, withdrawn: NONE, found: NONE, read: 'unreadable' },
  { name: '502', behave: answer(502), sent: NONE, withdrawn: NONE, found: NONE, read: 'unreadable' },
  {
    name: '503',
    behave: answer(503),
    sent: 'deferred',
    withdrawn: 'deferred',
    found: NONE,
    read: 'unreadable',
  },
  { name: '504', behave: answer(504), sent: NONE, withdrawn: NONE, found: NONE, read: 'unreadable' },
  { name: 'silence', behave: () => undefined, sent: NONE, withdrawn: NONE, found: NONE, read: NONE },
  { name: 'a trickle without end', behave: trickle, sent: NONE, withdrawn: NONE, found: NONE, read: NONE },
  {
    name: 'a reset before the answer',
    behave: (request) => request.socket.destroy(),
    sent: NONE,
    withdrawn: NONE,
    found: NONE,
    read: NONE,
  },
  {
    name: 'a reset within the answer',
    behave: halfAn(200),
    sent: NONE,
    withdrawn: NONE,
    found: NONE,
    read: NONE,
  },
  {
    name: 'another protocol',
    behave: (request) => request.socket.end('220 ready\r\n'),
    sent: NONE,
    withdrawn: NONE,
    found: NONE,
    read: NONE,
  },
  {
    name: 'an endless body',
    behave: answer(200, 'x'.repeat(20_000)),
    sent: 'published',
    withdrawn: 'withdrawn',
    found: 'cannot-tell',
    read: 'unreadable',
  },
];

const OVER_HTTP = [
  ['http, endpoint with a slash', (origin: string) => httpChannel(origin, '/api/', 10_000)],
  ['http, endpoint without', (origin: string) => httpChannel(origin, '/api', 10_000)],
] as const;

const outcomeOf = async (call: Promise<{ readonly outcome: string }>): Promise<string> => {
  try {
    return (await call).outcome;
  } catch (error) {
    if (error instanceof NoAnswer) return NONE;
    throw error;
  }
};

describe.each(OVER_HTTP)('a channel over %s', (_name, open) => {
  it.each(FAULTS)('meets $name', async ({ behave, sent, withdrawn, found, read }) => {
    const server = await startFaultServer();
    closers.push(() => server.close());
    server.behave(behave);
    const channel = open(server.origin);
    const copy = exampleCopy();

    const outcomes = await Promise.all([
      outcomeOf(channel.publish(copy, short())),
      outcomeOf(channel.replace(copy, NO_RECEIPT, short())),
      outcomeOf(channel.withdraw(copy, NO_RECEIPT, null, short())),
      outcomeOf(channel.find(copy, short())),
      outcomeOf(channel.read({ ...NO_RECEIPT, url: '/info/42.html' }, short())),
    ]);

    expect(outcomes).toEqual([sent, sent, withdrawn, found, read]);
    // Once each: nothing is sent a second time by the adapter itself.
    expect(server.received).toHaveLength(5);
  });

  it('waits, having sent nothing, when nobody listens', async () => {
    const server = await startFaultServer();
    await server.close();
    const channel = open(server.origin);

    expect(await channel.publish(exampleCopy(), time())).toMatchObject({
      outcome: 'deferred',
      cause: 'outage',
    });
    expect(await channel.withdraw(exampleCopy(), NO_RECEIPT, null, time())).toMatchObject({
      outcome: 'deferred',
      cause: 'outage',
    });
    expect(await outcomeOf(channel.find(exampleCopy(), time()))).toBe(NONE);
  });
});
