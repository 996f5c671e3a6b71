import type { DatabaseSync } from 'node:sqlite';
import { DECISIONS, type Decision } from '../../domain/relations/decision.ts';
import { type Relations, relationsOf } from '../../domain/relations/relations.ts';
import type { RelationLog } from '../../ports/relation-log.ts';
import { integer, oneOf, text } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';

/** Decisions with a number above the one given, in order. */
type ReadDecisions = (after: number) => readonly Decision[];

const createReadDecisions = (database: DatabaseSync): ReadDecisions => {
  const above = prepareQuery(
    database,
    `SELECT number, a, b, decision, reason, at, decided_by, hash FROM relation_decision
     WHERE number > ? ORDER BY number`,
  );
  return (after) => above.all(after).map(decodeDecision);
};

/**
 * How things stand after the last decision that the connection sees. Decisions are only ever added, so only new ones are read, and
 * where there are none all stays as it was worked out.
 */
export const createCurrentRelations = (database: DatabaseSync): (() => Relations) => {
  const readDecisions = createReadDecisions(database);
  let decisions: readonly Decision[] = [];
  let relations = relationsOf(decisions);
  return () => {
    const added = readDecisions(decisions.at(-1)?.number ?? 0);
    if (added.length > 0) {
      decisions = [...decisions, ...added];
      relations = relationsOf(decisions);
    }
    return relations;
  };
};

const decodeDecision = (row: Row): Decision => ({
  number: integer(row[0]),
  items: [text(row[1]), text(row[2])],
  decision: oneOf(DECISIONS, row[3]),
  reason: text(row[4]),
  at: integer(row[5]),
  by: text(row[6]),
  hash: text(row[7]),
});

export const createRelationLog = ({
  database,
  write,
  newestRecorded,
}: Pick<LedgerContext, 'database' | 'write' | 'newestRecorded'>): RelationLog => {
  const readDecisions = createReadDecisions(database);
  const insert = database.prepare(
    `INSERT INTO relation_decision (number, a, b, decision, reason, at, decided_by, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING`,
  );
  return {
    read: async (after) => readDecisions(after),
    append: ({ number, items, decision, reason, at, by, hash }) =>
      write(() => {
        if (insert.run(number, ...items, decision, reason, at, by, hash).changes === 0) return 'taken';
        newestRecorded.saw(at);
        return 'appended';
      }),
  };
};
