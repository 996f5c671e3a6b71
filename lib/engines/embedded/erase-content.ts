import { outlineOf, sealedEdition } from '../../domain/sealing.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { integer, text } from './columns.ts';
import type { Editions } from './editions.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery } from './query.ts';

type Erasure = Pick<Ledger, 'outlines' | 'itemsShowing' | 'eraseContent' | 'purge'>;

export const createErasure = (
  { database, write, alone, sequence, erasures }: LedgerContext,
  editions: Editions,
): Erasure => {
  const showing = prepareQuery(
    database,
    'SELECT item.id FROM attachment_use JOIN item ON item.seq = attachment_use.item WHERE sha256 = ? ORDER BY seq',
  );
  const truncate = prepareQuery(database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  return {
    outlines: async (itemId) => {
      const item = sequence.of(itemId);
      return item === undefined ? [] : editions.all(item).map(outlineOf);
    },
    itemsShowing: async (sha256) => showing.all(sha256).map(([id]) => text(id)),
    eraseContent: async (itemId) => {
      await write(() => {
        const item = sequence.of(itemId);
        if (item !== undefined) editions.replaceAll(item, editions.all(item).map(sealedEdition));
      });
      erasures.note();
    },
    purge: () =>
      alone(() => {
        // What was deleted or rewritten stands in free pages, in gaps between rows and in the log, where splits of pages have
        // copied it to. `secure_delete` reaches only some of these; a file that is written anew holds none.
        database.exec('PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY');
        const [busy] = truncate.get() ?? [];
        return integer(busy) === 0;
      }),
  };
};
