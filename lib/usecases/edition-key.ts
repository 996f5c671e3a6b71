import { hash } from 'node:crypto';
import type { EditionRow } from '../domain/ledger-rows.ts';

/** Names an edition row by what it says (`EditionRow.key`): two writers that say different things never share a row. */
export const withKey = (row: Omit<EditionRow, 'key'>): EditionRow => ({
  ...row,
  key: `${row.edition}#${hash('sha256', JSON.stringify(row), 'hex')}`,
});
