import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { Trust } from './allow-list.ts';
import { hostAndPort } from './allow-list.ts';
import { isPublicAddress } from './public-address.ts';

/** Every address of a host name, as `dns.lookup` with `all` gives them. */
export type Resolve = (
  hostname: string,
  callback: (error: Error | null, addresses?: LookupAddress[]) => void,
) => void;

/** The guard's refusal on its way through the HTTP client. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}

const refusal = (hostname: string, address: string): AddressNotAllowed =>
  new AddressNotAllowed(
    `${hostname} 的地址 ${address} 不是公网地址，不允许访问；确需访问的，请在 outgoing.json 中写明主机名和端口。${hostname} is at ${address}, which is not a public address; to allow it, list it with its port in outgoing.json.`,
  );

/**
 * Opens connections. The addresses that were checked are the ones connected to: the name is not resolved a second time,
 * so a name that answers differently the second time gains nothing.
 */
export const createGuardedConnector = ({
  resolve,
  trust,
  connectTimeout,
}: {
  readonly resolve: Resolve;
  /** Of `http(s)://host:port`; asked anew for each connection. */
  readonly trust: (origin: URL) => Trust;
  readonly connectTimeout: number;
}): buildConnector.connector => {
  const lookup =
    (accept: (address: string) => boolean): LookupFunction =>
    (hostname, options, callback) => {
      resolve(hostname, (error, addresses) => {
        if (error !== null || addresses === undefined) {
          callback(error ?? new Error(`${hostname} has no address`), []);
          return;
        }
        const [first] = addresses;
        const refused = addresses.find(({ address }) => !accept(address));
        if (refused !== undefined) callback(refusal(hostname, refused.address), []);
        else if (first === undefined) callback(new Error(`${hostname} has no address`), []);
        else if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    };
  // HTTP/1.1 only: one request a connection at a time, so that a broken connection concerns one call.
  const options = { timeout: connectTimeout, allowH2: false };
  const toPublic = buildConnector({ ...options, lookup: lookup(isPublicAddress) });
  const toAny = buildConnector({ ...options, lookup: lookup(() => true) });

  return (connection, callback) => {
    const { protocol, hostname } = connection;
    const host = isIP(hostname) === 6 ? `[${hostname}]` : hostname;
    const origin = new URL(
      `${protocol}//${hostAndPort({ protocol, hostname: host, port: connection.port })}`,
    );
    switch (trust(origin)) {
      case 'any-address':
        toAny(connection, callback);
        return;
      case 'public-addresses-only':
        // A literal address is never looked up.
        if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) callback(refusal(hostname, hostname), null);
        else toPublic(connection, callback);
        return;
      case 'refused':
        callback(new AddressNotAllowed(`${hostname} is not on the allow-list`), null);
    }
  };
};
