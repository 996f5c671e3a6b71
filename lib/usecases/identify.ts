import type { Role } from '../ports/registers.ts';
import type { Authenticate, Credential } from './authenticate.ts';
import { ASKED_EVERY } from './issuer-keys.ts';
import type { VerifyJwt } from './verify-jwt.ts';

export type Identity =
  | {
      readonly outcome: 'known';
      /** As it stands in histories: `token:<id>` or `oidc:<sub>`. */
      readonly by: string;
      readonly roles: readonly Role[];
      /** A person's name as the issuer tells it, for the log alone. */
      readonly name: string | null;
    }
  | { readonly outcome: 'unknown' }
  /** Whether the login is good cannot be said now. */
  | { readonly outcome: 'unavailable'; readonly retryAfterSeconds: number };

export type Identify = (credential: Credential) => Promise<Identity>;

/** Three parts in base64url, of which the first begins as `{"` does; the last may be empty, as in an unsigned one. */
const LOOKS_LIKE_JWT = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/;

/**
 * Whose credential it is. One look at its shape decides the way, so that no credential is tried both ways. A login is
 * checked from strangers too: a signature cannot be guessed, and logins are renewed so often that all would be strangers.
 */
export const createIdentify = ({
  authenticate,
  verifyJwt,
}: {
  readonly authenticate: Authenticate;
  /** Null: no issuer is configured, and what looks like a JWT is a token like any other. */
  readonly verifyJwt: VerifyJwt | null;
}): Identify => {
  return async (credential) => {
    if (verifyJwt === null || !LOOKS_LIKE_JWT.test(credential.token)) {
      const record = await authenticate(credential);
      if (record === undefined) return { outcome: 'unknown' };
      return { outcome: 'known', by: `token:${record.id}`, roles: record.roles, name: null };
    }
    const login = await verifyJwt(credential.token);
    switch (login.outcome) {
      case 'valid':
        return { outcome: 'known', by: `oidc:${login.subject}`, roles: login.roles, name: login.name };
      case 'invalid':
        return { outcome: 'unknown' };
      case 'unavailable':
        return { outcome: 'unavailable', retryAfterSeconds: ASKED_EVERY / 1000 };
    }
  };
};
