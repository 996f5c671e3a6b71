import {
  type Decision,
  type DecisionKind,
  decisionAfter,
  pairOf,
} from '../../lib/domain/relations/decision.ts';
import type { RelationLog } from '../../lib/ports/relation-log.ts';
import { idOf, NOON } from './rows.ts';

/** Appends a decision about two invented items, knowing all before it. */
export const decide = async (
  relations: RelationLog,
  decision: DecisionKind,
  a: string,
  b: string,
): Promise<Decision> => {
  const next = decisionAfter((await relations.read(0)).at(-1), {
    items: pairOf(idOf(a), idOf(b)),
    decision,
    reason: '同一份文件',
    at: NOON,
    by: 'token:t1',
  });
  if ((await relations.append(next)) === 'taken') throw new Error('somebody decided meanwhile');
  return next;
};
