import type { Role } from '../ports/registers.ts';

/** Who may make a call: everybody, whoever shows a valid token, or a token with one of these roles. `admin` holds every role. */
export type Access = 'open' | 'any-role' | readonly Role[];

/** Who makes a call. */
export interface Caller {
  /** As it stands in histories: `token:<id>`. */
  readonly by: string;
  readonly roles: readonly Role[];
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  submitter: '报送员',
  operator: '运维员',
  auditor: '审计员',
  admin: '管理员',
};

export const mayCall = ({ roles }: Caller, access: Access): boolean =>
  access === 'open' ||
  access === 'any-role' ||
  roles.includes('admin') ||
  access.some((role) => roles.includes(role));

/** The roles of which one is needed, for a sentence in each language. */
export const namedRoles = (roles: readonly Role[]): { readonly zh: string; readonly en: string } => ({
  zh: roles.map((role) => `${ROLE_NAMES[role]}（${role}）`).join('或'),
  en: roles.join(' or '),
});
