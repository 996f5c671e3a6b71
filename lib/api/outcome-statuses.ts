import type { ItemId } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import { invalidProblem, type Problem, problemOf } from './problem.ts';

// The one place where what comes of a use case meets what HTTP says.

/** The status of everything that went well. */
export const OUTCOME_STATUSES = {
  accepted: 201,
  'seen-before': 200,
  corrected: 201,
  replanned: 200,
  unchanged: 200,
  republished: 200,
  withdrawn: 200,
  recorded: 200,
  redriven: 200,
  done: 200,
  running: 202,
  asked: 202,
  built: 201,
  filed: 201,
  'already-filed': 200,
  stored: 201,
  exists: 200,
  created: 201,
  revoked: 200,
} as const;

type Refusal =
  | { readonly outcome: 'not-found' | 'too-large' }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
  | {
      readonly outcome: 'conflict';
      readonly violation: Violation;
      /** Every member that differs; where there are none, the violation's own pointer says it. */
      readonly pointers?: readonly string[];
      /** The item that stands in the way. */
      readonly itemId?: ItemId;
    };

/** The problem that a use case's refusal is to its caller. */
export const problemOfRefusal = (refusal: Refusal): Problem => {
  if (refusal.outcome === 'invalid') return invalid(refusal.violations);
  if (refusal.outcome === 'conflict') return conflict(refusal);
  return problemOf(refusal.outcome === 'too-large' ? 'body-too-large' : 'not-found');
};

const CONFLICT_TITLE = { zh: '与已有内容冲突', en: 'Conflict' };

const invalid = ([first, ...rest]: readonly Violation[]): Problem => {
  if (first === undefined) throw new Error('a use case refused without saying why');
  return invalidProblem([first, ...rest]);
};

const conflict = ({
  violation,
  pointers = [],
  itemId,
}: Extract<Refusal, { outcome: 'conflict' }>): Problem => {
  const [first = violation.pointer, ...rest] = pointers;
  return {
    status: 409,
    code: violation.code,
    title: CONFLICT_TITLE,
    errors: [{ ...violation, pointer: first }, ...rest.map((pointer) => ({ ...violation, pointer }))],
    ...(itemId !== undefined && { extensions: { item: itemId } }),
  };
};
