import type { ItemSnapshot } from '../../domain/ledger-rows.ts';
import { type DecisionKind, decisionAfter, type ItemPair, pairOf } from '../../domain/relations/decision.ts';
import { type Judgement, judgeDecision } from '../../domain/relations/judge-decision.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { RelationLog } from '../../ports/relation-log.ts';
import { findItem } from '../find-item.ts';
import type { ReadRelations } from './read-relations.ts';
import { type SuspectView, suspectView } from './suspect-view.ts';

export interface DecisionOrder {
  /** Two, each an id or a short number. */
  readonly items: readonly string[];
  readonly decision: DecisionKind;
  readonly reason: string;
}

export type DecideOutcome =
  /** Also where it was so already: then nothing was written. */
  | { readonly outcome: 'recorded'; readonly view: SuspectView }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type Decide = (order: DecisionOrder, by: string) => Promise<DecideOutcome>;

/**
 * Keeps what a person decides about two items. Decided knowing every decision before it, so that of two who decide at
 * once the second is judged by what the first one made of it. Nothing is delivered or taken back: only the count follows.
 */
export const createDecide = (dependencies: {
  readonly ledger: Ledger;
  readonly relations: RelationLog;
  readonly readRelations: ReadRelations;
  readonly clock: Clock;
}): Decide => {
  const { ledger, relations, readRelations, clock } = dependencies;

  const record = async (
    items: ItemPair,
    { decision, reason }: DecisionOrder,
    by: string,
  ): Promise<Exclude<Judgement, { outcome: 'make' }>['outcome'] | 'made' | Contradiction> => {
    for (;;) {
      const known = await readRelations();
      const judgement = judgeDecision(known, items, decision);
      if (judgement.outcome === 'contradicts') return judgement;
      if (judgement.outcome !== 'make') return judgement.outcome;
      const next = decisionAfter(known.decisions.at(-1), {
        items,
        decision,
        reason: reason.trim(),
        at: clock.now(),
        by,
      });
      if ((await relations.append(next)) === 'appended') return 'made';
    }
  };

  const namesOf = async (pairs: readonly ItemPair[]): Promise<readonly string[]> =>
    Promise.all(
      pairs.map(async (pair) =>
        (
          await Promise.all(
            pair.map(async (id) => {
              const item = (await ledger.read(id))?.item;
              return item?.number ?? id.slice(0, 12);
            }),
          )
        ).join('与'),
      ),
    );

  return async (order, by) => {
    const found = await Promise.all(order.items.map((item) => findItem(ledger, item)));
    const violations = violationsIn(order, found);
    const [first, second] = found;
    if (violations.length > 0 || first === undefined || second === undefined)
      return { outcome: 'invalid', violations };
    const items = pairOf(first.item.id, second.item.id);
    const result = await record(items, order, by);
    if (typeof result === 'object')
      return { outcome: 'conflict', violation: contradiction(result, await namesOf(result.pairs)) };
    if (result === 'nothing-to-undo') return { outcome: 'conflict', violation: NOTHING_TO_UNDO };
    const { decisions, standing } = await readRelations();
    const both = first.item.id === items[0] ? ([first, second] as const) : ([second, first] as const);
    return { outcome: 'recorded', view: suspectView({ items }, both, standing(items) ?? 'open', decisions) };
  };
};

type Contradiction = Extract<Judgement, { outcome: 'contradicts' }>;

const violationsIn = (
  { items, reason }: DecisionOrder,
  found: readonly (ItemSnapshot | undefined)[],
): readonly Violation[] => {
  const violations: Violation[] = [];
  if (reason.trim() === '') violations.push(REASON_NEEDED);
  if (items.length !== 2) violations.push(TWO_ITEMS);
  for (const [index, snapshot] of found.entries()) {
    if (snapshot === undefined) violations.push(itemUnknown(index));
  }
  const [first, second] = found;
  if (first !== undefined && first.item.id === second?.item.id) violations.push(SAME_ITEM);
  return violations;
};

const contradiction = ({ standing }: Contradiction, names: readonly string[]): Violation => {
  const listed = { zh: names.join('、'), en: names.map((name) => name.replace('与', ' and ')).join(', ') };
  return standing === 'apart'
    ? {
        code: 'kept-apart',
        pointer: '/items',
        message: {
          zh: `已有决定认定它们不是同一条信息：${listed.zh}。确需合并的，请先撤销该决定（"decision": "undo"）。`,
          en: `Somebody decided that these are not the same: ${listed.en}. To merge them, undo that first ("decision": "undo").`,
        },
      }
    : {
        code: 'merged',
        pointer: '/items',
        message: {
          zh: `这两条信息经由以下合并成为同一条：${listed.zh}。请先撤销其中的合并（"decision": "undo"）。`,
          en: `The two are one through these merges: ${listed.en}. Undo one of them first ("decision": "undo").`,
        },
      };
};

const REASON_NEEDED: Violation = {
  code: 'reason-needed',
  pointer: '/reason',
  message: { zh: '请写明作出决定的理由。', en: 'Say why it is decided so.' },
};

const TWO_ITEMS: Violation = {
  code: 'two-items',
  pointer: '/items',
  message: {
    zh: '一次只能就两条信息作出决定。多条信息相同的，请两两合并。',
    en: 'A decision is about two items. Merge more of them pair by pair.',
  },
};

const SAME_ITEM: Violation = {
  code: 'same-item-twice',
  pointer: '/items',
  message: { zh: '两处写的是同一条信息。', en: 'Both name the same item.' },
};

const itemUnknown = (index: number): Violation => ({
  code: 'item-unknown',
  pointer: `/items/${index}`,
  message: {
    zh: '台账中没有这条信息。请核对编号或信息标识。',
    en: 'The ledger has no such item. Check its number or id.',
  },
});

const NOTHING_TO_UNDO: Violation = {
  code: 'nothing-to-undo',
  pointer: '/items',
  message: {
    zh: '对这两条信息没有可以撤销的决定。',
    en: 'There is no decision about these two that could be undone.',
  },
};
