import type { EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { integer, integerOrNull, json } from './columns.ts';
import type { Editions } from './editions.ts';
import { encodeItem, WRITTEN_ITEM_COLUMNS } from './item-rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import { earlier, type Owing } from './owing.ts';
import { prepareQuery } from './query.ts';
import { isBodyless, titleKeysOf } from './title-keys.ts';

export const createChange = (context: LedgerContext, editions: Editions): Ledger['change'] => {
  const { database, write, newestRecorded, historyBlocks } = context;
  const find = prepareQuery(database, 'SELECT seq, generation, owed, due_at FROM item WHERE id = ?');
  const update = database.prepare(
    `UPDATE item SET ${WRITTEN_ITEM_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE seq = ?`,
  );
  const setBodyless = database.prepare('UPDATE item SET bodyless = ? WHERE seq = ?');

  const expectExamination = database.prepare(
    'INSERT INTO unexamined (item, mark) VALUES (?, ?) ON CONFLICT (item) DO UPDATE SET mark = excluded.mark',
  );

  const writeEdition = (sequence: number, edition: EditionRow): void => {
    editions.insert(sequence, edition);
    setBodyless.run(isBodyless(edition) ? 1 : 0, sequence);
    newestRecorded.saw(edition.recordedAt);
    // What it says now has to be compared with others again.
    expectExamination.run(sequence, edition.key);
  };

  return async (next, edition, seenGeneration) => {
    const asOf = editions.moment();
    const outcome = await write(() => {
      const row = find.get(next.id);
      if (row === undefined || row[1] !== seenGeneration) return 'stale';
      const sequence = integer(row[0]);
      if (edition !== null) writeEdition(sequence, edition);
      const changed = { ...next, ...stillOwed(next, { owed: json(row[2]), dueAt: integerOrNull(row[3]) }) };
      historyBlocks.seal(sequence, null, next.history);
      update.run(...encodeItem(changed, titleKeysOf(next)), sequence);
      newestRecorded.saw(next.recordedAt, next.history.at(-1)?.at);
      return 'changed';
    });
    if (outcome === 'changed' && edition !== null) editions.remember(edition, asOf);
    return outcome;
  };
};

/** A channel may have been put back into `owed`, or `dueAt` lowered, since the caller read the item: both stay. */
const stillOwed = (next: ItemRow, stored: Owing): Owing => {
  const kept = stored.owed.filter((channel) => !next.owed.includes(channel));
  const owed = kept.length === 0 ? next.owed : [...next.owed, ...kept];
  return { owed, dueAt: owed.length === 0 ? next.dueAt : earlier(next.dueAt, stored.dueAt) };
};
