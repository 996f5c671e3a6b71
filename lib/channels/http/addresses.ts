import type { ItemId, Sha256 } from '../../domain/item.ts';

export type HttpAction = 'publish' | 'replace' | 'withdraw';

export interface HttpAddresses {
  action(action: HttpAction): string;
  item(key: ItemId): string;
  attachment(sha256: Sha256): string;
}

/** Addresses below an endpoint that ends with `/`; for any other the endpoint itself, told apart by method and query. */
export const addressesOf = (endpoint: string): HttpAddresses => {
  if (endpoint.endsWith('/')) {
    return {
      action: (action) => `${endpoint}${action}`,
      item: (key) => `${endpoint}items/${key}`,
      attachment: (sha256) => `${endpoint}attachments/${sha256}`,
    };
  }
  const query = (name: string, value: string): string =>
    `${endpoint}${endpoint.includes('?') ? '&' : '?'}${name}=${value}`;
  return {
    action: () => endpoint,
    item: (key) => query('key', key),
    attachment: (sha256) => query('attachment', sha256),
  };
};
