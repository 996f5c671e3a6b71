import { createHash } from 'node:crypto';
import type { EditionRow } from '../domain/ledger-rows.ts';

/** Names an edition row by what it says (`EditionRow.key`): two writers that say different things never share a row. */
export const withKey = (row: Omit<EditionRow, 'key'>): EditionRow => ({
  ...row,
  key: `${row.edition}#${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`,
});
