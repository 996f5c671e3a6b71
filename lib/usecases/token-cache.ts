import type { Instant, Sha256 } from '../domain/item.ts';
import type { Clock } from '../ports/clock.ts';
import type { TokenRecord } from '../ports/registers.ts';

const TRUSTED_FOR_MS = 30_000;
const MOST_TOKENS = 1_000;

/** Tokens that were valid lately, so that a bulk poster costs one register read in half a minute. Wrong tokens never enter it. */
export interface TokenCache {
  /** `fresh`: valid within the last 30 seconds; `stale`: was valid once, has to be read again; undefined: never seen, or long ago. */
  find(hash: Sha256): { readonly state: 'fresh' | 'stale'; readonly record: TokenRecord } | undefined;
  keep(record: TokenRecord): void;
  forget(hash: Sha256): void;
}

export const createTokenCache = ({ clock }: { readonly clock: Clock }): TokenCache => {
  const kept = new Map<Sha256, { readonly record: TokenRecord; readonly until: Instant }>();
  return {
    find(hash) {
      const entry = kept.get(hash);
      if (entry === undefined) return undefined;
      return { state: clock.now() < entry.until ? 'fresh' : 'stale', record: entry.record };
    },
    keep(record) {
      kept.delete(record.hash);
      kept.set(record.hash, { record, until: clock.now() + TRUSTED_FOR_MS });
      // A Map keeps the order of insertion, so the first key is the one read longest ago.
      for (const [oldest] of kept) {
        if (kept.size <= MOST_TOKENS) break;
        kept.delete(oldest);
      }
    },
    forget(hash) {
      kept.delete(hash);
    },
  };
};
