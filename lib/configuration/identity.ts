import * as z from 'zod';
import { ROLES } from '../ports/registers.ts';

const Text = z.string().min(1).max(500);

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Https, or http that does not leave the machine: whoever could change keys on their way could call as anybody. */
export const isSafeForKeys = (address: string): boolean => {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
};

/** Signatures with a key pair only: with a shared secret the published key would sign, with `none` nobody. */
const ALGORITHMS = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
] as const;

const Oidc = z.strictObject({
  /** As it stands in a token's `iss`, to the letter. */
  issuer: z.url({ protocol: /^https$/ }).refine((issuer) => !/[?#]/.test(issuer), {
    message: '不得带有 ? 或 # 之后的部分。An issuer has neither query nor fragment.',
  }),
  /** Stands in a token's `aud`, alone or among others: tokens made for other systems are not taken. */
  audience: Text,
  /** Where the issuer publishes its keys; without it, what `<issuer>/.well-known/openid-configuration` says. */
  jwksUri: z
    .url()
    .refine(isSafeForKeys, {
      message:
        '应以 https:// 开头，只有本机地址可用 http://。It has to be https, or http on the loopback address.',
    })
    .optional(),
  /** The claim that holds a text or a list of texts, each looked up in `roles`. */
  rolesClaim: Text.default('roles'),
  /** Our roles by what the claim says; values that are not listed give none. */
  roles: z.record(Text, z.array(z.enum(ROLES)).min(1)),
  /** The claim that holds a person's name, for the log; without it names are not looked at. */
  nameClaim: Text.optional(),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).default(['RS256', 'ES256', 'PS256']),
});
export type Oidc = z.infer<typeof Oidc>;

/** `config/identity.json`: whose logins are taken besides service tokens. */
export const Identity = z.strictObject({
  $comment: z.string().optional(),
  /** The one issuer of OpenID Connect whose JWTs are taken; null: service tokens only. */
  oidc: Oidc.nullable().default(null),
});
export type Identity = z.infer<typeof Identity>;
