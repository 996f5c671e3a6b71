import type { Clock } from '../ports/clock.ts';
import type { TokenRegister } from '../ports/registers.ts';
import { tokenHash } from './token-hash.ts';

/** The one id that whoever holds the machine decides on; another token under it ends the former one. */
const ADMINISTRATOR_ID = 'administrator';
const SHORTEST_TOKEN = 32;

export type AdmitAdministrator = (token: string) => Promise<'admitted' | 'known' | 'too-short'>;

/**
 * Makes the given token the installation's administrator token, as at first start or from the environment. `known`: it
 * is that already, so each start may call this. `too-short`: under 32 characters, nothing was done.
 */
export const createAdmitAdministrator = ({
  tokens,
  clock,
}: {
  readonly tokens: TokenRegister;
  readonly clock: Clock;
}): AdmitAdministrator => {
  return async (token) => {
    if (token.length < SHORTEST_TOKEN) return 'too-short';
    const hash = tokenHash(token);
    const present = await tokens.find(hash);
    if (present?.id === ADMINISTRATOR_ID && present.revokedAt === null) return 'known';
    await tokens.put({
      id: ADMINISTRATOR_ID,
      name: '管理员',
      hash,
      roles: ['admin'],
      createdAt: clock.now(),
      createdBy: 'system',
      revokedAt: null,
    });
    return 'admitted';
  };
};
