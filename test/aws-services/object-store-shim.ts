import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Belong to one connection or one body, not to what is passed on. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'expect',
  'transfer-encoding',
]);

const passedOn = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OWN_HEADERS.has(name)));

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  passedOn(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const refusal = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`),
});

/** `If-None-Match` and `If-Match` of a put, or of the completion of an upload in parts, against what is there. */
const isViolated = async (url: string, headers: Readonly<Record<string, string>>): Promise<boolean> => {
  const { 'if-none-match': unless, 'if-match': only } = headers;
  if (unless === undefined && only === undefined) return false;
  const head = await fetch(url, { method: 'HEAD' });
  const etag = head.ok ? head.headers.get('etag') : null;
  const isThere = (wanted: string) => etag !== null && (wanted === '*' || wanted === etag);
  return (unless !== undefined && isThere(unless)) || (only !== undefined && !isThere(only));
};

/** Does it put an object in place? A part of an upload does not. */
const puts = (method: string, { searchParams }: URL): boolean =>
  method === 'PUT' ? !searchParams.has('partNumber') : method === 'POST' && searchParams.has('uploadId');

const keyOf = (entry: string): string => /<Key>(.*?)<\/Key>/.exec(entry)?.[1] ?? '';

/** The emulator keeps one version of everything: the latest is all that there is to list. */
const asVersions = (answer: Answer): Answer => {
  const xml = Buffer.from(answer.body)
    .toString('utf8')
    .replaceAll('ListBucketResult', 'ListVersionsResult')
    .replaceAll('<Contents>', '<Version><VersionId>null</VersionId><IsLatest>true</IsLatest>')
    .replaceAll('</Contents>', '</Version>');
  return { ...answer, body: Buffer.from(xml) };
};

/** The real service lists by code units, the emulator by the language of the machine. */
const inKeyOrder = (answer: Answer): Answer => {
  const xml = Buffer.from(answer.body).toString('utf8');
  if (xml.includes('<IsTruncated>true')) return refusal(501, 'ListLongerThanAPage');
  const entries = [...xml.matchAll(/<Contents>.*?<\/Contents>/gs)].map(([entry]) => entry);
  const ordered = entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).values();
  const body = xml.replaceAll(/<Contents>.*?<\/Contents>/gs, () => ordered.next().value ?? '');
  return { ...answer, body: Buffer.from(body) };
};

/**
 * Stands in front of the emulated object store and does three things as the real service does: it refuses a violated
 * precondition with 412 where the emulator answers 200, lists keys in order, and lists versions. Puts of one key go one after
 * another, so that checking and writing are one step.
 */
export const createObjectStoreShim = (upstream: string): Server => {
  const lastPut = new Map<string, Promise<unknown>>();

  const forward = async (request: IncomingMessage, body: Uint8Array): Promise<Answer> => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', upstream);
    const headers = headersOf(request);
    if (puts(method, url) && (await isViolated(`${url.origin}${url.pathname}`, headers))) {
      return refusal(412, 'PreconditionFailed');
    }
    const listsVersions = method === 'GET' && url.searchParams.has('versions');
    if (listsVersions) {
      url.searchParams.delete('versions');
      url.searchParams.set('list-type', '2');
    }
    const answer = await fetch(url, {
      method,
      headers,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const passed = {
      status: answer.status,
      // What a HEAD would bring is told by its length alone.
      headers: { ...passedOn(answer.headers), ...lengthOf(answer) },
      body: Buffer.from(await answer.arrayBuffer()),
    };
    if (listsVersions && answer.ok) return asVersions(passed);
    return url.searchParams.has('list-type') && answer.ok ? inKeyOrder(passed) : passed;
  };

  /** After the put of the same key that came before, whatever became of that. */
  const inTurn = async (key: string, put: () => Promise<Answer>): Promise<Answer> => {
    const turn = Promise.allSettled([lastPut.get(key)]).then(put);
    lastPut.set(key, turn);
    try {
      return await turn;
    } finally {
      if (lastPut.get(key) === turn) lastPut.delete(key);
    }
  };

  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    try {
      const body = await buffer(request);
      const send = () => forward(request, body);
      const url = new URL(request.url ?? '/', upstream);
      return await (puts(request.method ?? 'GET', url) ? inTurn(url.pathname, send) : send());
    } catch (error) {
      return { status: 502, headers: {}, body: Buffer.from(String(error)) };
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await answerTo(request);
    if (request.method === 'HEAD') response.writeHead(status, headers).end();
    else response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  };

  return createServer((request, response) => void serve(request, response));
};

const lengthOf = (answer: Response): Record<string, string> => {
  const length = answer.headers.get('content-length');
  return length === null ? {} : { 'content-length': length };
};
