import { randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Role, TokenRegister } from '../ports/registers.ts';
import { tokenHash } from './token-hash.ts';
import { type TokenView, tokenView } from './token-view.ts';

const TOKEN_BYTES = 32;
const ID_BYTES = 8;

export interface CreatedToken {
  readonly outcome: 'created';
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  readonly view: TokenView;
}

export type CreateToken = (
  wanted: { readonly name: string; readonly roles: readonly Role[] },
  by: string,
) => Promise<CreatedToken>;

/** A service token of 256 random bits. The prefix lets secret scanners recognise one that strayed into a repository. */
export const newToken = (): string => `gk_${randomBytes(TOKEN_BYTES).toString('base64url')}`;

export const createCreateToken = ({
  tokens,
  clock,
}: {
  readonly tokens: TokenRegister;
  readonly clock: Clock;
}): CreateToken => {
  return async ({ name, roles }, by) => {
    const token = newToken();
    const record = {
      id: randomBytes(ID_BYTES).toString('hex'),
      name,
      hash: tokenHash(token),
      roles,
      createdAt: clock.now(),
      createdBy: by,
      revokedAt: null,
    };
    await tokens.put(record);
    return { outcome: 'created', token, view: tokenView(record) };
  };
};
