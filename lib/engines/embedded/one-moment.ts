import type { DatabaseSync } from 'node:sqlite';

/** Runs reads that see the ledger as it was when the first of them ran, whatever another thread writes meanwhile. */
export type InOneMoment = <Result>(read: () => Result) => Result;

export const createOneMoment = (database: DatabaseSync): InOneMoment => {
  const begin = database.prepare('BEGIN');
  const end = database.prepare('COMMIT');
  return (read) => {
    begin.run();
    try {
      return read();
    } finally {
      end.run();
    }
  };
};
