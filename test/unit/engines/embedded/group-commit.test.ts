import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupCommit, type GroupCommit } from '../../../../lib/engines/embedded/group-commit.ts';
import { createTurns, shareTurns } from '../../../../lib/engines/embedded/turns.ts';

describe('group commit', () => {
  let database: DatabaseSync;
  let group: GroupCommit;
  let commits: number;
  let rollbacks: number;

  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT');
    commits = 0;
    rollbacks = 0;
    group = createGroupCommit({
      database,
      turns: createTurns(shareTurns()),
      beforeCommit: () => {
        commits += 1;
      },
      afterRollback: () => {
        rollbacks += 1;
      },
    });
  });

  afterEach(() => {
    if (database.isOpen) database.close();
  });

  const insert = (id: number, note: string | null = 'a') =>
    group.write(() => {
      database.prepare('INSERT INTO row VALUES (?, ?)').run(id, note);
      return id;
    });
  const count = () => group.write(() => ids().length);
  const ids = (): readonly unknown[] =>
    database
      .prepare('SELECT id FROM row ORDER BY id')
      .all()
      .map((row) => row['id']);

  it('commits the writes of one turn together and answers each with its own result', async () => {
    const answers = await Promise.all([insert(1), insert(2), insert(3)]);

    expect(answers).toEqual([1, 2, 3]);
    expect(commits).toBe(1);
    expect(ids()).toEqual([1, 2, 3]);
  });

  it('lets writes of the next turns join as long as each turn brings some', async () => {
    const [first, second] = [insert(1), insert(2)];
    const third = nextTurn().then(() => insert(3));

    expect(await Promise.all([first, second, third])).toEqual([1, 2, 3]);
    expect(commits).toBe(1);
  });

  it('commits after some turns, however many writes go on coming', async () => {
    const writes = [insert(0)];
    while (ids().length === 0 && writes.length < 100) {
      writes.push(insert(writes.length));
      await nextTurn();
    }

    expect(writes.length).toBeLessThan(20);
    expect(await Promise.all(writes)).toEqual([...writes.keys()]);
  });

  it('answers only after the commit', async () => {
    const inTransaction: boolean[] = [];

    await Promise.all([1, 2].map((id) => insert(id).then(() => inTransaction.push(database.isTransaction))));

    expect(inTransaction).toEqual([false, false]);
  });

  it('runs the writes in the order in which they were asked for, each seeing those before', async () => {
    const seen = await Promise.all([count(), insert(1), count(), insert(2), count()]);

    expect(seen).toEqual([0, 1, 1, 2, 2]);
  });

  it('lets a write that throws take none of its neighbours along', async () => {
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2, null), insert(3)]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(ids()).toEqual([1, 3]);
  });

  it('undoes all of a write that throws half way', async () => {
    const half = group.write(() => {
      database.exec("INSERT INTO row VALUES (7, 'half')");
      throw new Error('half way');
    });
    const whole = insert(8);

    await expect(half).rejects.toThrow('half way');
    await expect(whole).resolves.toBe(8);
    expect(ids()).toEqual([8]);
    expect(rollbacks).toBeGreaterThan(0);
  });

  it('rejects every write of a commit that fails, and goes on with the next', async () => {
    let full = true;
    const failing = createGroupCommit({
      database,
      turns: createTurns(shareTurns()),
      beforeCommit: () => {
        if (full) throw new Error('disk full');
      },
      afterRollback: () => undefined,
    });
    const write = (id: number) =>
      failing.write(() => {
        database.exec(`INSERT INTO row VALUES (${id}, 'a')`);
      });

    const outcomes = await Promise.allSettled([write(1), write(2)]);
    full = false;
    await write(3);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(ids()).toEqual([3]);
  });

  it('commits what waits when it is closed, and nothing afterwards', async () => {
    const waiting = insert(1);
    const closed = group.close();

    await expect(waiting).resolves.toBe(1);
    await expect(insert(2)).rejects.toThrow('closed');
    await closed;
    expect(ids()).toEqual([1]);
  });
});
