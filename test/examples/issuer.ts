import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type FaultServer, startFaultServer } from '../integration/channels/fault-server.ts';

const AUDIENCE = 'gongkai';

/** Roles by what the invented issuer's claim says. */
export const ROLES_OF_CLAIMS = {
  '公开科室-录入': ['submitter'],
  '信息中心-运维': ['operator'],
  审计: ['auditor'],
  '公开科室-负责人': ['submitter', 'operator'],
  系统管理员: ['admin'],
} as const;

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: Readonly<Record<string, unknown>> & { readonly kty: string };
}

export const makeKey = async (kid: string, alg = 'ES256'): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const { kty = '', ...jwk } = await exportJWK(publicKey);
  return { kid, alg, privateKey, jwk: { ...jwk, kty, kid, alg, use: 'sig' } };
};

/** Claims of a good login for five minutes from then on, but for what is changed; `undefined` takes a claim out. */
export const claimsOf = (issuer: string, now: number, changes: Readonly<Record<string, unknown>> = {}) => ({
  iss: issuer,
  aud: AUDIENCE,
  sub: 'f81d4fae-7dec',
  iat: Math.floor(now / 1000),
  exp: Math.floor(now / 1000) + 300,
  roles: ['公开科室-录入'],
  name: '甲某',
  ...changes,
});

export const sign = (
  { kid, alg, privateKey }: Pick<SigningKey, 'kid' | 'alg' | 'privateKey'>,
  claims: JWTPayload,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey);

/** An issuer of logins on the loopback address: what it publishes is decided by the test. */
export const startIssuer = async (
  ...keys: readonly SigningKey[]
): Promise<{
  readonly server: FaultServer;
  /** What `config/identity.json` says of it. */
  readonly oidc: {
    readonly issuer: string;
    readonly audience: string;
    readonly jwksUri: string;
    readonly roles: Record<string, ('submitter' | 'operator' | 'auditor' | 'admin')[]>;
  };
  publish(...published: readonly SigningKey[]): void;
}> => {
  const server = await startFaultServer();
  const publish = (...published: readonly SigningKey[]): void =>
    server.behave((_request, response) => {
      response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    });
  publish(...keys);
  return {
    server,
    publish,
    oidc: {
      issuer: 'https://login.example.cn/realms/city',
      audience: AUDIENCE,
      jwksUri: `${server.origin}/keys`,
      roles: Object.fromEntries(Object.entries(ROLES_OF_CLAIMS).map(([claim, roles]) => [claim, [...roles]])),
    },
  };
};
