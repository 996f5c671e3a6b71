import { pairOf } from '../../domain/relations/decision.ts';
import type { Suspect } from '../../domain/relations/suspect.ts';
import type { SuspectRegister } from '../../ports/suspect-register.ts';
import { integer, json, text } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

/** Time, and both ids: no two suspects share them. */
const CURSOR = /^(\d{1,16})~([0-9a-f]{64})~([0-9a-f]{64})$/;

export const createSuspectRegister = ({
  database,
  write,
  sequence,
}: Pick<LedgerContext, 'database' | 'write' | 'sequence'>): SuspectRegister => {
  const waiting = prepareQuery(
    database,
    'SELECT item.id, unexamined.mark FROM unexamined JOIN item ON item.seq = unexamined.item LIMIT ? + 0',
  );
  const newItems = prepareQuery(
    database,
    'SELECT seq FROM item WHERE seq > (SELECT through FROM examination) ORDER BY seq LIMIT ? + 0',
  );
  const enqueue = database.prepare(
    "INSERT INTO unexamined (item, mark) VALUES (?, '') ON CONFLICT (item) DO NOTHING",
  );
  const advance = database.prepare('UPDATE examination SET through = ?');
  const dequeue = database.prepare('DELETE FROM unexamined WHERE item = ? AND mark = ?');
  const leave = database.prepare('INSERT INTO trace (trace, item) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const shared = prepareQuery(
    database,
    'SELECT item.id FROM trace JOIN item ON item.seq = trace.item WHERE trace = ? ORDER BY trace.item DESC LIMIT ? + 0',
  );
  const insert = database.prepare(
    'INSERT INTO suspect (since, a, b, reasons, similarity) VALUES (?, ?, ?, ?, ?) ON CONFLICT (a, b) DO NOTHING',
  );
  const page = prepareQuery(
    database,
    `SELECT since, a, b, reasons, similarity FROM suspect
     WHERE (since, a, b) < (?, ?, ?) ORDER BY since DESC, a DESC, b DESC LIMIT ? + 0`,
  );

  /** Items accepted since are put on the list in one go, so that one that cannot be examined holds up no other. */
  const takeUp = async (room: number): Promise<void> => {
    if (room <= 0 || newItems.get(1) === undefined) return;
    await write(() => {
      const sequences = newItems.all(room).map((row) => integer(row[0]));
      for (const item of sequences) enqueue.run(item);
      const last = sequences.at(-1);
      if (last !== undefined) advance.run(last);
    });
  };

  return {
    unexamined: async (limit) => {
      await takeUp(limit - waiting.all(limit).length);
      return waiting.all(limit).map((row) => ({ itemId: text(row[0]), mark: text(row[1]) }));
    },
    examined: ({ itemId, mark }) =>
      write(() => {
        const item = sequence.of(itemId);
        if (item !== undefined) dequeue.run(item, mark);
      }),
    leaveTraces: (itemId, traces) =>
      write(() => {
        const item = sequence.of(itemId);
        if (item === undefined) throw new Error(`item ${itemId} is not in the ledger`);
        for (const trace of traces) leave.run(trace, item);
      }),
    sharing: async (trace, limit) => shared.all(trace, limit).map((row) => text(row[0])),
    put: ({ items: [a, b], reasons, similarity, since }) =>
      write(() => {
        insert.run(since, a, b, JSON.stringify(reasons), similarity);
      }),
    list: async (cursor, limit) => {
      const rows = page.all(...positionOf(cursor), limit + 1);
      const suspects = rows.slice(0, limit).map(decodeSuspect);
      const last = suspects.at(-1);
      return {
        rows: suspects,
        nextCursor:
          rows.length > limit && last !== undefined ? `${last.since}~${last.items.join('~')}` : null,
      };
    },
  };
};

/** Above every id. */
const LAST = 'g';

const positionOf = (cursor: string | null): readonly [number, string, string] => {
  if (cursor === null) return [Number.MAX_SAFE_INTEGER, LAST, LAST];
  const [, since, a, b] = CURSOR.exec(cursor) ?? [];
  if (since === undefined || a === undefined || b === undefined)
    throw new RangeError('not a cursor of this list');
  return [Number(since), a, b];
};

const decodeSuspect = (row: Row): Suspect => ({
  since: integer(row[0]),
  items: pairOf(text(row[1]), text(row[2])),
  reasons: json(row[3]),
  similarity: typeof row[4] === 'number' ? row[4] : null,
});
