import { type CryptoKey, createLocalJWKSet, type JWSHeaderParameters, type LocalJWKSet } from 'jose';
import type { Clock } from '../ports/clock.ts';
import type { KeyServer } from '../ports/key-server.ts';

/** Milliseconds after which keys are asked for again, so that one the issuer took back goes out of use. */
const FRESH_FOR = 10 * 60_000;
/** Milliseconds for which known keys serve while the issuer cannot be asked; longer than any login should last. */
const TRUSTED_FOR = 24 * 3_600_000;
/** Milliseconds between two requests to the issuer, whatever tokens callers show. */
export const ASKED_EVERY = 30_000;
/** Bits; what RFC 7518 section 3.3 demands of an RSA key. */
const SHORTEST_RSA = 2048;

export interface IssuerKeys {
  /** The key that a token's header names. `unavailable`: unknown here, and the issuer cannot be asked. */
  find(header: JWSHeaderParameters): Promise<CryptoKey | 'unknown' | 'unavailable'>;
}

/** The issuer's keys as last fetched, asked for again when they are old or a token names one that is not among them. */
export const createIssuerKeys = ({
  keyServer,
  clock,
}: {
  readonly keyServer: KeyServer;
  readonly clock: Clock;
}): IssuerKeys => {
  let kept: { readonly keys: LocalJWKSet; readonly fetchedAt: number } | undefined;
  let asked: { readonly at: number; readonly answer: Promise<'fetched' | 'unavailable'> } | undefined;

  const ageOf = (): number => (kept === undefined ? Infinity : clock.now() - kept.fetchedAt);

  const fetchKeys = async (): Promise<'fetched' | 'unavailable'> => {
    const keys = await keyServer.fetch();
    if (keys === 'unavailable') return keys;
    kept = { keys: createLocalJWKSet({ keys: [...keys] }), fetchedAt: clock.now() };
    return 'fetched';
  };

  /** Callers that come while the issuer is being asked, or soon after, share one answer. */
  const ask = (): Promise<'fetched' | 'unavailable'> => {
    const now = clock.now();
    if (asked === undefined || now - asked.at >= ASKED_EVERY) asked = { at: now, answer: fetchKeys() };
    return asked.answer;
  };

  const pick = async (header: JWSHeaderParameters): Promise<CryptoKey | undefined> =>
    kept !== undefined && ageOf() < TRUSTED_FOR ? usableKey(kept.keys, header) : undefined;

  return {
    async find(header) {
      const known = await pick(header);
      if (known !== undefined && ageOf() < FRESH_FOR) return known;
      const answer = await ask();
      return (await pick(header)) ?? (answer === 'unavailable' ? answer : 'unknown');
    },
  };
};

/** None where no key fits, several do, or the one that does is damaged or too weak: nothing is verified by such a key. */
const usableKey = async (keys: LocalJWKSet, header: JWSHeaderParameters): Promise<CryptoKey | undefined> => {
  let key: CryptoKey;
  try {
    key = await keys(header);
  } catch {
    return undefined;
  }
  const { algorithm } = key;
  const bits = 'modulusLength' in algorithm ? Number(algorithm.modulusLength) : SHORTEST_RSA;
  return bits >= SHORTEST_RSA ? key : undefined;
};
