import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Oidc } from '../configuration/identity.ts';
import type { Clock } from '../ports/clock.ts';
import { ROLES, type Role } from '../ports/registers.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** Seconds by which the issuer's clock and ours may differ. */
const CLOCK_SKEW = 60;
/** Characters; logins with many groups are long, and more does not fit into a header anyway. */
const LONGEST_JWT = 8_192;
const LONGEST_NAME = 100;

/** An access token (RFC 9068), or none of the special kinds: not a log-out or security event that bears the same signature. */
const TYPES = new Set<unknown>([undefined, 'jwt', 'application/jwt', 'at+jwt', 'application/at+jwt']);

/** What the issuer may call a person (OpenID Connect Core, section 2): it stands in histories, so nothing invisible. */
const SUBJECT = /^\P{C}{1,255}$/u;

export interface Login {
  readonly outcome: 'valid';
  /** `sub`: the issuer's own, lasting name for the caller. */
  readonly subject: string;
  /** None where no value of the claim is listed. */
  readonly roles: readonly Role[];
  /** Null where the configuration names no claim, or the token lacks it. */
  readonly name: string | null;
}

/** `unavailable`: the token names a key that is not known, and the issuer cannot be asked: nothing is said about the token. */
export type VerifyJwt = (
  token: string,
) => Promise<Login | { readonly outcome: 'invalid' } | { readonly outcome: 'unavailable' }>;

/** Verifies JWTs of the configured issuer: signature, issuer, audience, times, type, subject (RFC 7519, RFC 8725). */
export const createVerifyJwt = ({
  oidc,
  keys,
  clock,
}: {
  readonly oidc: Oidc;
  readonly keys: IssuerKeys;
  readonly clock: Clock;
}): VerifyJwt => {
  const rolesBy = new Map(Object.entries(oidc.roles));

  const rolesOf = (payload: JWTPayload): readonly Role[] => {
    const claimed = payload[oidc.rolesClaim];
    const values: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
    const given = new Set(
      values.flatMap((value) => (typeof value === 'string' ? (rolesBy.get(value) ?? []) : [])),
    );
    return ROLES.filter((role) => given.has(role));
  };

  const nameOf = (payload: JWTPayload): string | null => {
    const name = oidc.nameClaim === undefined ? undefined : payload[oidc.nameClaim];
    return typeof name === 'string' ? name.slice(0, LONGEST_NAME) : null;
  };

  return async (token) => {
    if (token.length > LONGEST_JWT) return { outcome: 'invalid' };
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        async (header) => {
          const key = await keys.find(header);
          if (key === 'unavailable') throw new KeysUnavailable();
          if (key === 'unknown') throw new errors.JWKSNoMatchingKey();
          return key;
        },
        {
          algorithms: oidc.algorithms,
          issuer: oidc.issuer,
          audience: oidc.audience,
          requiredClaims: ['exp'],
          clockTolerance: CLOCK_SKEW,
          currentDate: new Date(clock.now()),
        },
      );
      const { sub } = payload;
      const isLogin = TYPES.has(protectedHeader.typ?.toLowerCase());
      if (!isLogin || typeof sub !== 'string' || !SUBJECT.test(sub)) return { outcome: 'invalid' };
      return { outcome: 'valid', subject: sub, roles: rolesOf(payload), name: nameOf(payload) };
    } catch (error) {
      if (error instanceof KeysUnavailable) return { outcome: 'unavailable' };
      // Whatever is wrong with a token is one of these; anything else is a fault of ours.
      if (error instanceof errors.JOSEError) return { outcome: 'invalid' };
      throw error;
    }
  };
};

/** The way out of the verification, which knows no other answer than a key. */
class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
