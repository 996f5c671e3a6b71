import { type DecisionKind, pairOf } from '../../../lib/domain/relations/decision.ts';
import type { Scene } from '../scene.ts';

/** Somebody looks at the list of what there is. */
export const lookAtList = async ({ world, told }: Scene): Promise<void> => {
  const { rows } = await world.store.engine.ledger.list({ limit: 100 });
  for (const { item } of rows) told.listed.add(item.id);
};

/** Somebody decides that two items are one, that they are not, or that what was decided holds no longer. */
export const decide = ({ world, actors, told }: Scene): void => {
  const { choices } = world;
  const items = [...told.accepted.union(told.listed)];
  const one = items[choices.below(Math.max(1, items.length))];
  const other = items[choices.below(Math.max(1, items.length))];
  if (one === undefined || other === undefined || one === other) return;
  const decision: DecisionKind = choices.pick(['merge', 'merge', 'undo', 'apart']);
  const { life, useCases } = world.process();
  actors.begin(
    life,
    `${decision} ${one.slice(0, 6)} and ${other.slice(0, 6)}`,
    () => useCases.decide({ items: [one, other], decision, reason: '两处核对过' }, 'token:clerk'),
    (answered) => {
      if (answered.answer === 'given' && answered.result.outcome === 'recorded')
        told.decided.push({ items: pairOf(one, other), decision });
    },
  );
};
