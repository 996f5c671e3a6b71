import { ROLES, type Role } from '../ports/registers.ts';

/** Who may make a call: everybody, whoever has a role, or whoever has one of these. `admin` holds every role. */
export type Access = 'open' | 'any-role' | readonly Role[];

/** Who makes a call. */
export interface Caller {
  /** As it stands in histories: `token:<id>` or `oidc:<sub>`. */
  readonly by: string;
  readonly roles: readonly Role[];
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  submitter: '报送员',
  operator: '运维员',
  auditor: '审计员',
  admin: '管理员',
};

/** The roles of which a caller needs one. */
export const neededRoles = (access: Exclude<Access, 'open'>): readonly Role[] =>
  access === 'any-role' ? ROLES : access;

export const mayCall = ({ roles }: Caller, access: Exclude<Access, 'open'>): boolean =>
  roles.includes('admin') || neededRoles(access).some((role) => roles.includes(role));

/** The roles of which one is needed, for a sentence in each language. */
export const namedRoles = (roles: readonly Role[]): { readonly zh: string; readonly en: string } => ({
  zh: roles.map((role) => `${ROLE_NAMES[role]}（${role}）`).join('或'),
  en: roles.join(' or '),
});
