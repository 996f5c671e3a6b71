import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Role, TokenRecord } from '../ports/registers.ts';

/** A token as administrators see it: never the token, nor its hash. Times are ISO 8601 in Asia/Shanghai. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly revokedAt: string | null;
}

export const tokenView = ({ id, name, roles, createdAt, createdBy, revokedAt }: TokenRecord): TokenView => ({
  id,
  name,
  roles,
  createdAt: isoShanghai(createdAt),
  createdBy,
  revokedAt: revokedAt === null ? null : isoShanghai(revokedAt),
});
