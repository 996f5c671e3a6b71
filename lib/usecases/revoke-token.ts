import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { TokenRecord, TokenRegister } from '../ports/registers.ts';
import type { TokenCache } from './token-cache.ts';
import { type TokenView, tokenView } from './token-view.ts';

export type RevokeToken = (
  id: string,
) => Promise<
  | { readonly outcome: 'revoked'; readonly view: TokenView }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
>;

const LAST_ADMINISTRATOR: Violation = {
  code: 'last-administrator',
  pointer: '',
  message: {
    zh: '这是最后一个有效的管理员令牌，吊销后将无人能够管理令牌。请先新建另一个管理员令牌。',
    en: 'This is the last valid administrator token; without it nobody could manage tokens. Create another one first.',
  },
};

/** Ends a token at once in this process, elsewhere within 30 seconds; ending it again changes nothing. */
export const createRevokeToken = ({
  tokens,
  cache,
  clock,
}: {
  readonly tokens: TokenRegister;
  readonly cache: TokenCache;
  readonly clock: Clock;
}): RevokeToken => {
  return async (id) => {
    const records = await tokens.list();
    const record = records.find((candidate) => candidate.id === id);
    if (record === undefined) return { outcome: 'not-found' };
    if (record.revokedAt !== null) return { outcome: 'revoked', view: tokenView(record) };
    if (isLastAdministrator(record, records)) return { outcome: 'conflict', violation: LAST_ADMINISTRATOR };
    const revoked = { ...record, revokedAt: clock.now() };
    await tokens.put(revoked);
    cache.forget(record.hash);
    return { outcome: 'revoked', view: tokenView(revoked) };
  };
};

const isAdministrator = ({ roles, revokedAt }: TokenRecord): boolean =>
  revokedAt === null && roles.includes('admin');

const isLastAdministrator = (record: TokenRecord, all: readonly TokenRecord[]): boolean =>
  isAdministrator(record) && !all.some((other) => other.id !== record.id && isAdministrator(other));
