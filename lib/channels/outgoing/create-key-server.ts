import * as z from 'zod';
import { isSafeForKeys, type Oidc } from '../../configuration/identity.ts';
import type { KeyServer } from '../../ports/key-server.ts';
import type { OutgoingRequests } from './outgoing-requests.ts';

/** Milliseconds for all of it, since a caller waits meanwhile. */
const TIMEOUT = 5_000;
const LARGEST_ANSWER = 256 * 1024;
const MOST_KEYS = 100;

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(MOST_KEYS) });

/** What counts here of an issuer's description of itself (OpenID Connect Discovery 1.0, section 3). */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** What the issuer or the network did wrong, on its way to `onTrouble`. */
class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Asks the issuer for its keys through the guarded outgoing requests; `onTrouble` is told what an operator has to mend. */
export const createKeyServer = ({
  outgoing,
  oidc: { issuer, jwksUri },
  onTrouble,
}: {
  readonly outgoing: OutgoingRequests;
  readonly oidc: Pick<Oidc, 'issuer' | 'jwksUri'>;
  readonly onTrouble: (reason: string) => void;
}): KeyServer => {
  const read = async <Schema extends z.ZodType>(url: string, schema: Schema, signal: AbortSignal) => {
    const answer = await outgoing.request(
      { method: 'GET', url, headers: { accept: 'application/json' } },
      signal,
    );
    if (answer.outcome !== 'answered') throw new KeysUnavailable(`${url}: ${answer.reason}`);
    if (answer.status !== 200) throw new KeysUnavailable(`${url}: status ${answer.status}`);
    if (answer.body === null || answer.body.byteLength > LARGEST_ANSWER) {
      throw new KeysUnavailable(`${url}: the answer is too large`);
    }
    const parsed = schema.safeParse(parseJson(answer.body));
    if (!parsed.success) throw new KeysUnavailable(`${url}: not the document expected there`);
    return parsed.data;
  };

  const discover = async (signal: AbortSignal): Promise<string> => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const found = await read(url, Discovery, signal);
    if (found.issuer !== issuer) throw new KeysUnavailable(`${url}: describes another issuer`);
    if (!isSafeForKeys(found.jwks_uri)) throw new KeysUnavailable(`${url}: jwks_uri is not https`);
    return found.jwks_uri;
  };

  return {
    async fetch() {
      const signal = AbortSignal.timeout(TIMEOUT);
      try {
        return (await read(jwksUri ?? (await discover(signal)), KeySet, signal)).keys;
      } catch (error) {
        if (!(error instanceof KeysUnavailable)) throw error;
        onTrouble(error.message);
        return 'unavailable';
      }
    },
  };
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};
