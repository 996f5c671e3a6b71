import type { Sha256 } from '../../domain/item.ts';
import type { KnownContent, Ledger } from '../../ports/ledger.ts';
import { text } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

export interface Redirects extends Pick<Ledger, 'redirect' | 'resolve'> {
  /** Within a write: does a correction of some item have the hash? */
  has(contentHash: Sha256): boolean;
}

export const createRedirects = ({ database, write, sequence }: LedgerContext): Redirects => {
  const find = prepareQuery(database, 'SELECT item_id, edition_key FROM redirect WHERE content_hash = ?');
  const put = database.prepare(
    `INSERT INTO redirect (content_hash, item_id, edition_key) VALUES (?, ?, ?)
     ON CONFLICT (content_hash) DO UPDATE SET edition_key = excluded.edition_key`,
  );

  const known = (contentHash: Sha256): KnownContent | undefined => {
    if (sequence.of(contentHash) !== undefined) return { itemId: contentHash, editionKey: null };
    const row = find.get(contentHash);
    return row === undefined ? undefined : { itemId: text(row[0]), editionKey: text(row[1]) };
  };

  return {
    has: (contentHash) => find.get(contentHash) !== undefined,
    redirect: (contentHash, { itemId, editionKey }) =>
      write(() => {
        const holder = known(contentHash);
        if (holder !== undefined && (holder.itemId !== itemId || holder.editionKey === null)) {
          return { outcome: 'taken', by: holder.itemId };
        }
        put.run(contentHash, itemId, editionKey);
        return { outcome: 'redirected' };
      }),
    resolve: async (contentHash) => known(contentHash),
  };
};
