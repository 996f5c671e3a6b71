import type { ItemId } from '../item.ts';
import { type DecisionKind, type ItemPair, pairOf } from './decision.ts';
import type { Relations } from './relations.ts';

/** Whether a person may decide so about two items now. No two that are kept apart may ever be one. */
export type Judgement =
  | { readonly outcome: 'make' }
  /** It is so already. */
  | { readonly outcome: 'unchanged' }
  /** These decisions stand in the way: they would have to be undone first. */
  | {
      readonly outcome: 'contradicts';
      readonly standing: 'merged' | 'apart';
      readonly pairs: readonly ItemPair[];
    }
  | { readonly outcome: 'nothing-to-undo' };

export const judgeDecision = (relations: Relations, pair: ItemPair, decision: DecisionKind): Judgement => {
  const chain = relations.chain(...pair);
  const standing = relations.standing(pair);
  if (decision === 'undo') {
    if (standing !== undefined) return { outcome: 'make' };
    return chain === undefined
      ? { outcome: 'nothing-to-undo' }
      : { outcome: 'contradicts', standing: 'merged', pairs: chain };
  }
  if (decision === 'apart') {
    if (standing === 'apart') return { outcome: 'unchanged' };
    return chain === undefined
      ? { outcome: 'make' }
      : { outcome: 'contradicts', standing: 'merged', pairs: chain };
  }
  if (chain !== undefined) return { outcome: 'unchanged' };
  const apart = keptApart(relations, pair);
  return apart.length === 0
    ? { outcome: 'make' }
    : { outcome: 'contradicts', standing: 'apart', pairs: apart };
};

/** Pairs kept apart that the merge would make one. */
const keptApart = ({ groupOf, apart }: Relations, [a, b]: ItemPair): readonly ItemPair[] => {
  const [ones, others] = [new Set<ItemId>(groupOf(a)), new Set<ItemId>(groupOf(b))];
  return apart
    .filter(([c, d]) => (ones.has(c) && others.has(d)) || (ones.has(d) && others.has(c)))
    .map(([c, d]) => pairOf(c, d));
};
