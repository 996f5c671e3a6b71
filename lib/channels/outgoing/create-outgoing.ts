import { lookup } from 'node:dns';
import { Agent } from 'undici';
import type { Trust } from './allow-list.ts';
import { createAllowList } from './allow-list.ts';
import type { Resolve } from './guarded-connector.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import type { OutgoingRequests } from './outgoing-requests.ts';
import { sendRequest } from './send-request.ts';

export interface OutgoingDependencies {
  /** Entries of `config/outgoing.json`. */
  readonly allow: readonly string[];
  /** `http://127.0.0.1:<port>` once the server listens; the only loopback address allowed unless the list names one. */
  readonly ownOrigin: () => string | undefined;
  readonly resolve?: Resolve;
  /** Bytes of an answer. */
  readonly maxBytes?: number;
  /** Milliseconds until a connection stands. */
  readonly connectTimeout?: number;
  /** Milliseconds of silence during an answer; a backstop, callers bound the whole call by their signal. */
  readonly silence?: number;
}

type Destination =
  | { readonly outcome: 'allowed'; readonly url: URL }
  | { readonly outcome: 'not-allowed' | 'unreachable'; readonly reason: string };

const notAllowed = (reason: string): Destination => ({ outcome: 'not-allowed', reason });

/** Only http and https, no credentials, no proxy, no redirects followed; hosts and addresses as the guard allows. */
export const createOutgoing = ({
  allow,
  ownOrigin,
  resolve = (hostname, callback) => lookup(hostname, { all: true }, callback),
  maxBytes = 5 * 1024 * 1024,
  connectTimeout = 10_000,
  silence = 60_000,
}: OutgoingDependencies): OutgoingRequests => {
  const trustOf = createAllowList(allow);
  const trust = (url: URL): Trust => (url.origin === ownOrigin() ? 'any-address' : trustOf(url));
  const agent = new Agent({
    connect: createGuardedConnector({ resolve, trust, connectTimeout }),
    headersTimeout: silence,
    bodyTimeout: silence,
  });

  const destination = (address: string): Destination => {
    const own = ownOrigin();
    const onOwnOrigin = address.startsWith('/');
    if (onOwnOrigin && own === undefined) {
      return { outcome: 'unreachable', reason: '本系统尚未开始监听。This server does not listen yet.' };
    }
    const url = URL.parse(address, onOwnOrigin ? own : undefined);
    if (url === null) return notAllowed('网址无效。Not a URL.');
    // `//host` and `/\host` are other hosts, however much they look like paths.
    if (onOwnOrigin && url.origin !== own) return notAllowed('不是本系统的路径。Not a path on this server.');
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      return notAllowed('只允许 http 和 https。Only http and https are allowed.');
    }
    if (url.username !== '' || url.password !== '') {
      return notAllowed('网址中不得含有账号口令。A URL must not carry credentials.');
    }
    if (trust(url) === 'refused') {
      return notAllowed(
        `${url.host} 不在允许访问的名单中（config/outgoing.json）。${url.host} is not on the allow-list.`,
      );
    }
    return { outcome: 'allowed', url };
  };

  return {
    async request({ method, url: address, headers = {}, body }, signal) {
      const checked = destination(address);
      if (checked.outcome !== 'allowed') return checked;
      const { url } = checked;
      return sendRequest(
        agent,
        { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body: body ?? null },
        { maxBytes, signal },
      );
    },
    close: () => agent.destroy(),
  };
};
