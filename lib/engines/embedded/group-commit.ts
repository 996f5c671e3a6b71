import type { DatabaseSync } from 'node:sqlite';
import { storageTroubleOf } from './storage-trouble-of.ts';
import type { Turns } from './turns.ts';

export interface GroupCommit {
  /**
   * Runs the write in a transaction that it shares with all others asked for about the same time, and resolves with what
   * it returned once the disk has it. A write that throws is undone alone and rejects alone.
   * The write is synchronous and may be run twice, so it keeps nothing outside the database.
   */
  readonly write: <Result>(operation: () => Result) => Promise<Result>;
  /** Runs what is no part of a transaction, between commits of whatever thread. */
  readonly alone: <Result>(work: () => Result) => Promise<Result>;
  /** Commits what is still waiting; later writes reject. */
  readonly close: () => Promise<void>;
}

interface GroupCommitDependencies {
  readonly database: DatabaseSync;
  readonly turns: Turns;
  /** Runs within each transaction, after its writes. */
  readonly beforeCommit: () => void;
  /** Something that writes may have remembered never happened. */
  readonly afterRollback: () => void;
  /** Told how long each transaction took, from its beginning to the disk, and how many writes shared it. */
  readonly onCommit?: ((milliseconds: number, writes: number) => void) | undefined;
}

type Attempt = { readonly outcome: 'ran' } | { readonly outcome: 'threw'; readonly error: unknown };

interface Waiting {
  /** Runs the operation and keeps its result until the commit. */
  run(): Attempt;
  resolve(): void;
  reject(error: unknown): void;
}

const RAN: Attempt = { outcome: 'ran' };

/** Rounds of the event loop that a commit waits for at most, however many writes they bring. */
const MOST_LOOPS = 8;

/** One commit, and so one wait for the disk, for all that is written at the same time. */
export const createGroupCommit = ({
  database,
  turns,
  beforeCommit,
  afterRollback,
  onCommit,
}: GroupCommitDependencies): GroupCommit => {
  let waiting: Waiting[] = [];
  let closed = false;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');

  const rollBack = (): void => {
    // SQLite has rolled back by itself after some faults (disk full, input or output error).
    if (database.isTransaction) database.exec('ROLLBACK');
    afterRollback();
  };

  /** The usual case: nothing throws, so nothing needs a savepoint. */
  const commitAll = (batch: readonly Waiting[]): boolean => {
    begin.run();
    for (const write of batch) {
      if (write.run().outcome === 'threw') {
        rollBack();
        return false;
      }
    }
    beforeCommit();
    commit.run();
    return true;
  };

  /** Once more, each under a savepoint of its own; answers those that ran. */
  const commitSeparately = (batch: readonly Waiting[]): readonly Waiting[] => {
    begin.run();
    const ran = batch.filter((write) => {
      database.exec('SAVEPOINT write');
      const attempt = write.run();
      if (attempt.outcome === 'threw') {
        if (!database.isTransaction) throw attempt.error;
        database.exec('ROLLBACK TO write');
        afterRollback();
        write.reject(storageTroubleOf(attempt.error));
      }
      database.exec('RELEASE write');
      return attempt.outcome === 'ran';
    });
    beforeCommit();
    commit.run();
    return ran;
  };

  const commitWaiting = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const began = performance.now();
    try {
      const committed = commitAll(batch) ? batch : commitSeparately(batch);
      onCommit?.(performance.now() - began, committed.length);
      for (const write of committed) write.resolve();
    } catch (error) {
      rollBack();
      for (const write of batch) write.reject(storageTroubleOf(error));
    }
  };

  const alone = async <Result>(work: () => Result): Promise<Result> => {
    const turn = turns.take();
    if (turn !== undefined) await turn;
    try {
      return work();
    } finally {
      turns.pass();
    }
  };

  /** Whatever is asked for until the turn comes is committed with it. */
  const flush = (): Promise<void> => alone(commitWaiting);

  /**
   * Waits as long as each round of the event loop brings more writes: the disk takes its time per commit, not per write.
   * The first round that brings none ends it, so nobody waits for a neighbour who is not coming.
   */
  const gather = (seen: number, loops: number): void => {
    setImmediate(() => {
      if (waiting.length > seen && loops < MOST_LOOPS) gather(waiting.length, loops + 1);
      else void flush();
    });
  };

  return {
    write: <Result>(operation: () => Result) =>
      new Promise<Result>((resolve, reject) => {
        if (closed) {
          reject(new Error('the ledger is closed'));
          return;
        }
        let answer: (() => void) | undefined;
        if (waiting.length === 0) gather(1, 1);
        waiting.push({
          run: () => {
            try {
              const result = operation();
              answer = () => resolve(result);
              return RAN;
            } catch (error) {
              return { outcome: 'threw', error };
            }
          },
          resolve: () => answer?.(),
          reject,
        });
      }),
    alone,
    close: () => {
      closed = true;
      return flush();
    },
  };
};
