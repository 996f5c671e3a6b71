import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import type { Instant } from '../../domain/item.ts';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { copyPage } from './copy-page.ts';
import { indexPage } from './index-page.ts';
import type { Journal, JournalPlace } from './journal.ts';
import { createJournal } from './journal.ts';
import { erasedMessage, PracticeEntry, PracticeMessage } from './practice-message.ts';
import type { PracticeSwitches } from './practice-rules.ts';
import { judge } from './practice-rules.ts';
import type { Held, PracticeView } from './practice-view.ts';
import { createPracticeView } from './practice-view.ts';
import { createSignatureCheck } from './signature-check.ts';

export interface PracticeDependencies {
  /** The network's name in its addresses: `/practice/<name>/`. */
  readonly name: string;
  readonly objectStore: ObjectStore;
  readonly secrets: Secrets;
  readonly secretName: string;
  readonly clock: Clock;
  readonly switches: PracticeSwitches;
}

// A body of 5 MiB comes as HTML and as text, and JSON escapes some of it.
const LARGEST_MESSAGE = 32 * 1024 * 1024;
const LARGEST_ATTACHMENT = 64 * 1024 * 1024;
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http: https:";

const ACTION = /^(?:publish|replace|withdraw)$/;

/** By the announced length: counting while reading would turn each body into a web stream, half the cost of a request. */
const atMost =
  (bytes: number): MiddlewareHandler =>
  async (c, next) => {
    const length = c.req.header('content-length');
    if (length === undefined)
      return c.json({ detail: '缺少 Content-Length。Content-Length is missing.' }, 411);
    if (Number(length) > bytes) return c.json({ detail: '内容过大。Too large.' }, 413);
    return next();
  };

const take = (held: Held, { action }: PracticeMessage, place: JournalPlace): void => {
  held.content = place;
  if (action !== 'withdraw') held.received.push(place);
};

const loadView = async (journal: Journal): Promise<PracticeView> => {
  const view = createPracticeView();
  for await (const { entry, place } of journal.replay()) {
    const { message, at } = PracticeEntry.parse(entry);
    if (message !== null) take(view.apply(message, at), message, place);
  }
  return view;
};

/**
 * A platform to practise on, spoken to by docs/http-channel.md like any other: checks signatures, refuses what is older,
 * answers look-ups by key, and is durable before it answers. The app is mounted at `/practice/<name>`.
 */
export const createPracticeNetwork = ({
  name,
  objectStore,
  secrets,
  secretName,
  clock,
  switches,
}: PracticeDependencies): Hono => {
  const folder = `practice/${name}/`;
  const journal = createJournal({ objectStore, prefix: `${folder}journal/` });
  let loading: Promise<PracticeView> | null = null;
  const view = (): Promise<PracticeView> => {
    loading ??= loadView(journal).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const signatureHolds = createSignatureCheck({ secrets, secretName });

  /** Logged before it is answered; what cannot be logged may have happened or not, so the view starts anew. */
  const log = async (
    c: Context,
    status: number,
    accepted: { readonly message: PracticeMessage; readonly at: Instant } | null = null,
  ) => {
    const entry: PracticeEntry = {
      at: accepted?.at ?? clock.now(),
      method: c.req.method,
      path: c.req.path,
      webhookId: c.req.header('webhook-id') ?? null,
      status,
      message: accepted?.message ?? null,
    };
    try {
      return await journal.append(entry);
    } catch (error) {
      loading = null;
      throw error;
    }
  };

  const problem = async (c: Context, status: 400 | 401 | 404 | 409 | 412 | 422 | 501, detail: string) => {
    await log(c, status);
    return c.json({ title: '演练渠道 practice network', status, detail }, status);
  };

  const receipt = ({ key, generation, copies }: Held) => ({
    key,
    generation,
    id: `${name}-${key.slice(0, 16)}`,
    url: `/practice/${name}/items/${key}.html`,
    publishedAt: copies[0] === undefined ? null : isoShanghai(copies[0]),
  });

  /** Before the withdrawal is answered; one that is not is sent again. */
  const erase = async (there: PracticeView, held: Held): Promise<void> => {
    for (const place of held.received) {
      await journal.rewrite(place, (line) => {
        const entry = PracticeEntry.parse(line);
        return { ...entry, message: entry.message && erasedMessage(entry.message) };
      });
    }
    const others = [...there.all()].filter(({ key }) => key !== held.key);
    for (const sha256 of held.attachments) {
      if (others.some(({ copies, attachments }) => copies.length > 0 && attachments.has(sha256))) continue;
      await objectStore.delete(`${folder}attachments/${sha256}`);
      await objectStore.forgetVersions(`${folder}attachments/${sha256}`);
    }
    held.title = '';
    held.received = [];
    held.attachments = new Set();
  };

  const receive = async (c: Context, action: string) => {
    const body = await c.req.text();
    if (!(await signatureHolds(c.req.header(), body)))
      return problem(c, 401, '签名不对。The signature does not hold.');
    let json: unknown;
    try {
      json = JSON.parse(body);
    } catch {
      return problem(c, 400, '不是 JSON。Not JSON.');
    }
    const parsed = PracticeMessage.safeParse(json);
    if (!parsed.success || parsed.data.action !== action) {
      return problem(c, 422, '消息不合约定。The message is not as agreed.');
    }
    const there = await view();
    const known = there.get(parsed.data.key);
    const verdict = judge(parsed.data, known, switches);
    if (verdict.accept === null) {
      await log(c, verdict.status);
      const held = verdict.status === 409 && known !== undefined ? receipt(known) : {};
      return c.json({ ...held, detail: verdict.detail }, verdict.status);
    }
    // In effect at once, so that the next request sees it; the answer waits until it is durable.
    const accepted = { message: verdict.accept, at: clock.now() };
    const held = there.apply(accepted.message, accepted.at);
    const answer = receipt(held);
    take(held, accepted.message, await log(c, verdict.status, accepted));
    if (accepted.message.erase) await erase(there, held);
    return verdict.status === 200
      ? c.json(answer)
      : c.json({ key: held.key, detail: verdict.detail }, verdict.status);
  };

  const app = new Hono();
  app.post('/:action{[a-z]+}', atMost(LARGEST_MESSAGE), (c) => {
    const action = c.req.param('action');
    return ACTION.test(action) ? receive(c, action) : problem(c, 404, '没有这个接口。No such call.');
  });

  app.get('/', async (c) => {
    c.header('content-security-policy', PAGE_POLICY);
    return c.html(indexPage(name, (await view()).all()));
  });

  app.get('/items', async (c) => {
    const items = Array.from((await view()).all(), ({ key, title, copies }) => ({
      key,
      title,
      published: copies.length,
    }));
    return c.json({ items });
  });

  app.get('/items/:page{[0-9a-f]{64}\\.html}', async (c) => {
    const held = (await view()).get(c.req.param('page').slice(0, 64));
    c.header('content-security-policy', PAGE_POLICY);
    if (held === undefined || held.content === null || held.copies.length === 0) {
      return c.text('没有这条信息，或者已经撤下。', 404);
    }
    const { message } = PracticeEntry.parse(await journal.read(held.content));
    return message === null ? c.notFound() : c.html(copyPage(name, held, message));
  });

  app.get('/items/:key{[0-9a-f]{64}}', async (c) => {
    if (!(await signatureHolds(c.req.header(), '')))
      return problem(c, 401, '签名不对。The signature does not hold.');
    if (!switches.lookUp) return problem(c, 501, '本渠道没有查询接口。No look-up here.');
    const key = c.req.param('key');
    const held = (await view()).get(key);
    const found = held !== undefined && held.copies.length > 0;
    const answer = found ? receipt(held) : { key };
    await log(c, found ? 200 : 404);
    return c.json(answer, found ? 200 : 404);
  });

  app.on(['GET', 'HEAD'], '/attachments/:sha256{[0-9a-f]{64}}', async (c) => {
    if (!(await signatureHolds(c.req.header(), '')))
      return problem(c, 401, '签名不对。The signature does not hold.');
    const stored = await objectStore.head(`${folder}attachments/${c.req.param('sha256')}`);
    const status = stored === undefined ? 404 : 200;
    await log(c, status);
    return c.body(null, status);
  });

  app.put('/attachments/:sha256{[0-9a-f]{64}}', atMost(LARGEST_ATTACHMENT), async (c) => {
    const sha256 = c.req.param('sha256');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (!(await signatureHolds(c.req.header(), '')))
      return problem(c, 401, '签名不对。The signature does not hold.');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      return problem(c, 422, '文件与指纹不符。The bytes do not have this hash.');
    }
    const mediaType = c.req.header('content-type') ?? 'application/octet-stream';
    await objectStore.put(`${folder}attachments/${sha256}`, bytes, { mediaType });
    await log(c, 201);
    return c.json({ sha256 }, 201);
  });
  return app;
};
