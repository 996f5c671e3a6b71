import { createHash } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { portOf } from './listening-port.ts';

/**
 * The least that one Node process can do for the same promise: the same bytes in, known by a hash, in SQLite before the
 * answer, three deliveries out, each recorded. No rules, no history, no second look at anything: what stands between
 * this and the product is what the product does besides.
 */
const { DATABASE, SINKS } = z.object({ DATABASE: z.string(), SINKS: z.string() }).parse(process.env);
const sinks = z.array(z.url()).parse(JSON.parse(SINKS));

/** Deliveries under way at once on each channel. */
const CONCURRENCY = 50;

const Posted = z.object({ title: z.string(), body: z.object({ content: z.string() }) });

interface Accepting {
  readonly hash: Buffer;
  readonly body: string;
  readonly answer: (created: boolean) => void;
}

interface Delivering {
  readonly hash: Buffer;
  readonly body: string;
}

interface Delivered {
  readonly hash: Buffer;
  readonly channel: number;
  readonly at: number;
}

const database = new DatabaseSync(DATABASE);
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE item (hash BLOB PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE delivery (hash BLOB NOT NULL, channel INTEGER NOT NULL, at INTEGER, PRIMARY KEY (hash, channel)) STRICT, WITHOUT ROWID;
`);
const insertItem = database.prepare('INSERT OR IGNORE INTO item VALUES (?, ?)');
const insertDelivery = database.prepare('INSERT INTO delivery VALUES (?, ?, NULL)');
const recordDelivery = database.prepare('UPDATE delivery SET at = ? WHERE hash = ? AND channel = ?');
const countOnAll = database.prepare(
  'SELECT count(*) AS items FROM (SELECT hash FROM delivery GROUP BY hash HAVING count(at) = ?)',
);

let accepting: Accepting[] = [];
let delivered: Delivered[] = [];
const queues: Delivering[][] = sinks.map(() => []);
const underWay = sinks.map(() => 0);
const agent = new Agent({ keepAlive: true });

const accept = ({ hash, body }: Accepting): boolean => {
  if (insertItem.run(hash, body).changes === 0) return false;
  sinks.forEach((_, channel) => insertDelivery.run(hash, channel));
  return true;
};

/** One commit for all that came in during this turn of the event loop. */
const flush = (): void => {
  const items = accepting;
  const records = delivered;
  accepting = [];
  delivered = [];
  database.exec('BEGIN IMMEDIATE');
  const created = items.map(accept);
  for (const { hash, channel, at } of records) recordDelivery.run(at, hash, channel);
  database.exec('COMMIT');
  items.forEach(({ hash, body, answer }, index) => {
    const isNew = created[index] === true;
    answer(isNew);
    if (isNew) for (const queue of queues) queue.push({ hash, body });
  });
  sinks.forEach((_, channel) => pump(channel));
};

const scheduleFlush = (): void => {
  if (accepting.length + delivered.length === 1) setImmediate(flush);
};

const deliver = (sink: string, { hash, body }: Delivering): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-content-hash': hash.toString('hex'),
    };
    request(sink, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(body);
  });

const bring = async (next: Delivering, sink: string, channel: number): Promise<void> => {
  await deliver(sink, next);
  underWay[channel] = (underWay[channel] ?? 0) - 1;
  delivered.push({ hash: next.hash, channel, at: Date.now() });
  scheduleFlush();
  pump(channel);
};

const pump = (channel: number): void => {
  const queue = queues[channel];
  const sink = sinks[channel];
  if (queue === undefined || sink === undefined) return;
  while ((underWay[channel] ?? 0) < CONCURRENCY) {
    const next = queue.shift();
    if (next === undefined) return;
    underWay[channel] = (underWay[channel] ?? 0) + 1;
    // A delivery that fails ends the process and so the measurement.
    void bring(next, sink, channel);
  }
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
  });
  response.end(json);
};

const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (incoming.method === 'GET') {
    reply(response, 200, countOnAll.get(sinks.length));
    return;
  }
  const body = await text(incoming);
  const { title, body: content } = Posted.parse(JSON.parse(body));
  const hash = createHash('sha256').update(`${title}\n${content.content}`).digest();
  accepting.push({
    hash,
    body,
    answer: (created) => reply(response, created ? 201 : 200, { id: hash.toString('hex') }),
  });
  scheduleFlush();
};

const server = createServer((incoming, response) => void take(incoming, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.(portOf(server)));
process.once('SIGTERM', () => process.exit(0));
