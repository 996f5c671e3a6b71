import type { Context } from 'hono';
import type { Identify } from '../usecases/identify.ts';
import { type Access, type Caller, mayCall, namedRoles, neededRoles } from './access.ts';
import type { CallerLimits } from './caller-limits.ts';
import { type Problem, problemOf } from './problem.ts';

type Admission =
  /** `name`: the person's, for the log. */
  { readonly caller: Caller; readonly name: string | null } | { readonly refused: Problem };

/** Decides whether a request may go on. */
export type Admit = (context: Context, access: Exclude<Access, 'open'>) => Promise<Admission>;

const BEARER = /^Bearer +(\S+) *$/i;
const REALM = 'Bearer realm="gongkai"';

/**
 * Checks the token, the limits and the role, in this order, so that who has no valid token learns nothing about roles.
 * An address that has shown too many wrong tokens is answered 429 for every service token that was not valid lately, and
 * for every JWT that is not valid.
 */
export const createAdmit = ({
  identify,
  limits,
  addressOf,
}: {
  readonly identify: Identify;
  readonly limits: CallerLimits;
  readonly addressOf: (context: Context) => string;
}): Admit => {
  const wrongToken = async (address: string, guessing: number | undefined): Promise<Admission> => {
    const wait = guessing ?? (await limits.noteWrongToken(address));
    if (wait !== undefined) {
      return {
        refused: problemOf('too-many-wrong-tokens', { headers: { 'Retry-After': String(wait) } }),
      };
    }
    const headers = { 'WWW-Authenticate': `${REALM}, error="invalid_token"` };
    return { refused: problemOf('token-unknown', { headers }) };
  };

  return async (context, access) => {
    const token = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
    if (token === undefined) {
      return { refused: problemOf('token-missing', { headers: { 'WWW-Authenticate': REALM } }) };
    }
    const address = addressOf(context);
    const guessing = await limits.isGuessing(address);
    const identity = await identify({ token, strangers: guessing === undefined ? 'look-up' : 'refuse' });
    if (identity.outcome === 'unknown') return wrongToken(address, guessing);
    if (identity.outcome === 'unavailable') {
      const headers = { 'Retry-After': String(identity.retryAfterSeconds) };
      return { refused: problemOf('identity-unavailable', { headers }) };
    }
    const { by, roles, name } = identity;
    const caller = { by, roles };
    const wait = await limits.takeRequest(caller.by);
    if (wait !== undefined) {
      return { refused: problemOf('too-many-requests', { headers: { 'Retry-After': String(wait) } }) };
    }
    if (!mayCall(caller, access)) return { refused: roleMissing(access) };
    return { caller, name };
  };
};

const roleMissing = (access: Exclude<Access, 'open'>): Problem => {
  const roles = neededRoles(access);
  const named = namedRoles(roles);
  return problemOf('role-missing', {
    message: {
      zh: `此操作需要${named.zh}角色，所用令牌没有。请使用具有该角色的令牌。`,
      en: `This call needs the role ${named.en}, which the token lacks. Use a token that has it.`,
    },
    extensions: { roles },
  });
};
