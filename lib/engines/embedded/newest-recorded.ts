import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/item.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** The newest time recorded anywhere: kept in one row, written once a commit, so that nobody has to search for it. */
export interface NewestRecorded {
  readonly read: () => Instant | null;
  /** Takes note of times within a write. */
  readonly saw: (...instants: readonly (Instant | null | undefined)[]) => void;
  /** Writes what was seen since the last commit. */
  readonly keep: () => void;
  /** Forgets what was seen since the last commit. */
  readonly forget: () => void;
}

export const createNewestRecorded = (database: DatabaseSync): NewestRecorded => {
  const select = prepareQuery(database, 'SELECT at FROM newest_recorded');
  const replace = database.prepare(
    // Another thread may have written a newer one.
    `INSERT INTO newest_recorded (only, at) VALUES (1, ?)
     ON CONFLICT (only) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const read = (): Instant | null => {
    const row = select.get();
    return row === undefined ? null : integer(row[0]);
  };
  let kept = read() ?? Number.NEGATIVE_INFINITY;
  let newest = kept;
  return {
    read,
    saw: (...instants) => {
      for (const instant of instants) newest = Math.max(newest, instant ?? newest);
    },
    keep: () => {
      if (newest <= kept) return;
      replace.run(newest);
      kept = newest;
    },
    forget: () => {
      kept = read() ?? Number.NEGATIVE_INFINITY;
      newest = kept;
    },
  };
};
