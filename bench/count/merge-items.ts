import type { DatabaseSync } from 'node:sqlite';
import { type Decision, decisionAfter, pairOf } from '../../lib/domain/relations/decision.ts';
import { createRandom } from './random.ts';

/** Merges so many items into others, none twice: pairs mostly, and chains of three. The same every time. */
export const mergeItems = (database: DatabaseSync, items: number, merges: number): void => {
  const random = createRandom(20_260_202);
  const idOf = database.prepare('SELECT id FROM item WHERE seq = ?');
  const insert = database.prepare(
    `INSERT INTO relation_decision (number, a, b, decision, reason, at, decided_by, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const stride = Math.floor(items / (merges + 1));
  let previous: Decision | undefined;
  database.exec('BEGIN');
  for (let merge = 0; merge < merges; merge += 1) {
    // Every third is merged with the one merged before it.
    const other = merge % 3 === 2 ? merge * stride : merge * stride + 1 + random.below(stride - 1);
    const [a, b] = [other, (merge + 1) * stride].map((seq) => String(idOf.get(seq)?.['id']));
    if (a === undefined || b === undefined) throw new Error('too few items to merge');
    const decision = decisionAfter(previous, {
      items: pairOf(a, b),
      decision: 'merge',
      reason: 'bench',
      at: merge,
      by: 'token:bench',
    });
    const { number, reason, at, by, hash } = decision;
    insert.run(number, ...decision.items, decision.decision, reason, at, by, hash);
    previous = decision;
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
};
