import * as z from 'zod';
import { ROLES, type TokenRecord, type TokenRegister } from '../../ports/registers.ts';
import { TOKENS_PARTITION, tokenHashKey, tokenKey } from './keys.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { orNull } from './row-parts.ts';
import type { StoredRow, TableAccess } from './table-access.ts';

const StoredToken = z.object({
  id: z.string(),
  name: z.string(),
  hash: z.string(),
  roles: z.array(z.enum(ROLES)),
  createdAt: z.number(),
  createdBy: z.string(),
  revokedAt: orNull(z.number()),
});

const TokenPointer = z.object({ id: z.string() });

const tokenOf = (row: StoredRow): TokenRecord => parseRow(StoredToken, row);

/**
 * The token's own row is the one truth; a row named for the hash only points to it, is written first and may be left
 * over. So a revocation is one write, and holds from its answer on.
 */
export const createTokenRegister = (table: TableAccess): TokenRegister => ({
  find: async (hash) => {
    const pointer = await table.get(tokenHashKey(hash));
    if (pointer === undefined) return undefined;
    const row = await table.get(tokenKey(parseRow(TokenPointer, pointer).id));
    const token = row && tokenOf(row);
    return token?.hash === hash ? token : undefined;
  },

  list: async () => {
    const tokens: TokenRecord[] = [];
    for await (const row of table.query({ partition: TOKENS_PARTITION })) tokens.push(tokenOf(row));
    return tokens;
  },

  put: async (record) => {
    await table.put({ ...tokenHashKey(record.hash), id: record.id });
    await table.put({ ...withoutNulls(record), ...tokenKey(record.id) });
  },
});
