import type { TokenRecord, TokenRegister } from '../ports/registers.ts';
import type { TokenCache } from './token-cache.ts';
import { tokenHash } from './token-hash.ts';

export interface Credential {
  /** As it stands in the Authorization header. */
  readonly token: string;
  /** `refuse`: only tokens that were valid lately get a look-up; for callers that have shown too many wrong ones. */
  readonly strangers: 'look-up' | 'refuse';
}

export type Authenticate = (credential: Credential) => Promise<TokenRecord | undefined>;

/** Longer than any token of ours; more would only cost hashing. */
const LONGEST_TOKEN = 512;

/** The valid token's record; undefined for an unknown or revoked one. A revocation by another process takes effect within 30 seconds. */
export const createAuthenticate = ({
  tokens,
  cache,
}: {
  readonly tokens: TokenRegister;
  readonly cache: TokenCache;
}): Authenticate => {
  return async ({ token, strangers }) => {
    if (token.length > LONGEST_TOKEN) return undefined;
    const hash = tokenHash(token);
    const known = cache.find(hash);
    if (known?.state === 'fresh') return known.record;
    if (known === undefined && strangers === 'refuse') return undefined;
    const record = await tokens.find(hash);
    if (record === undefined || record.revokedAt !== null) {
      cache.forget(hash);
      return undefined;
    }
    cache.keep(record);
    return record;
  };
};
