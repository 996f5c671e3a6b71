import type { ItemSnapshot } from '../../domain/ledger-rows.ts';
import { type Decision, type ItemPair, pairKey } from '../../domain/relations/decision.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { SuspectRegister } from '../../ports/suspect-register.ts';
import { CURSOR_UNKNOWN } from '../list-figure.ts';
import type { KnownRelations, ReadRelations } from './read-relations.ts';
import { type SuspectedPair, type SuspectState, type SuspectView, suspectView } from './suspect-view.ts';

/** `open`: nobody decided yet; else what people decided, suspected before or not. */
export type ListSuspects = (query: {
  readonly state: SuspectState;
  readonly cursor: string | null;
  readonly limit: number;
}) => Promise<
  | {
      readonly outcome: 'listed';
      readonly suspects: readonly SuspectView[];
      readonly nextCursor: string | null;
    }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

interface FoundPairs {
  readonly pairs: readonly SuspectedPair[];
  readonly nextCursor: string | null;
}

/** Latest first: suspects by the later item's acceptance, decisions by when they were made. */
export const createListSuspects = (dependencies: {
  readonly ledger: Ledger;
  readonly suspects: SuspectRegister;
  readonly readRelations: ReadRelations;
}): ListSuspects => {
  const { ledger, suspects, readRelations } = dependencies;

  const snapshotsOf = async ([a, b]: ItemPair) => {
    const [first, second] = await Promise.all([ledger.read(a), ledger.read(b)]);
    return first === undefined || second === undefined ? undefined : ([first, second] as const);
  };

  return async ({ state, cursor, limit }) => {
    const relations = await readRelations();
    const views: SuspectView[] = [];
    let from = cursor;
    do {
      let found: FoundPairs;
      try {
        found =
          state === 'open'
            ? await openPairs(suspects, relations, from, limit - views.length)
            : decidedPairs(relations, state, from, limit - views.length);
      } catch (fault) {
        if (fault instanceof RangeError) return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
        throw fault;
      }
      const snapshots = await Promise.all(found.pairs.map(({ items }) => snapshotsOf(items)));
      for (const [index, pair] of found.pairs.entries()) {
        const both = snapshots[index];
        if (both === undefined || (state === 'open' && both.some(isNowhere))) continue;
        views.push(suspectView(pair, both, state, relations.decisions));
      }
      from = found.nextCursor;
    } while (from !== null && views.length < limit);
    return { outcome: 'listed', suspects: views, nextCursor: from };
  };
};

/** Voided or regrouped: there is nothing left to decide about. */
const isNowhere = ({ item }: ItemSnapshot): boolean => item.plan.length === 0;

const openPairs = async (
  suspects: SuspectRegister,
  relations: KnownRelations,
  cursor: string | null,
  limit: number,
): Promise<FoundPairs> => {
  const { rows, nextCursor } = await suspects.list(cursor, limit);
  const isOpen = ({ items: [a, b] }: SuspectedPair): boolean =>
    relations.standing([a, b]) === undefined && !relations.groupOf(a).includes(b);
  return { pairs: rows.filter(isOpen), nextCursor };
};

const decidedPairs = (
  relations: KnownRelations,
  state: 'merged' | 'apart',
  cursor: string | null,
  limit: number,
): FoundPairs => {
  const before = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor);
  if (cursor !== null && !/^\d{1,9}$/.test(cursor)) throw new RangeError('not a cursor of this list');
  const last = new Map<string, Decision>();
  for (const decision of relations.decisions) last.set(pairKey(decision.items), decision);
  const standing = [...last.values()]
    .filter(({ items }) => relations.standing(items) === state)
    .filter(({ number }) => number < before)
    .toSorted((a, b) => b.number - a.number);
  const page = standing.slice(0, limit);
  return {
    pairs: page.map(({ items }) => ({ items })),
    nextCursor: standing.length > limit ? String(page.at(-1)?.number) : null,
  };
};
