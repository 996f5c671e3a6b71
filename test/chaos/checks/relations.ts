import { createHash } from 'node:crypto';
import type { Scene } from '../scene.ts';

/** By the rule as it is written down, not by the code that chains: each hash is over the one before and the decision. */
const isBroken = (
  decisions: Awaited<ReturnType<Scene['world']['store']['engine']['relations']['read']>>,
): boolean => {
  let before: string | null = null;
  for (const [index, { number, items, decision, reason, at, by, hash }] of decisions.entries()) {
    const text: string = JSON.stringify([before, number, ...items, decision, reason, at, by]);
    if (number !== index + 1 || hash !== createHash('sha256').update(text).digest('hex')) return true;
    before = hash;
  }
  return false;
};

/** Which items can be reached from which over pairs. */
const reaches = (pairs: readonly (readonly [string, string])[], from: string, to: string): boolean => {
  const reached = new Set([from]);
  for (let size = 0; size < reached.size; ) {
    ({ size } = reached);
    for (const [a, b] of pairs) {
      if (reached.has(a)) reached.add(b);
      if (reached.has(b)) reached.add(a);
    }
  }
  return reached.has(to);
};

/** What people decided about items is all there, unbroken, and never says of two that they are one and two. */
export const relationComplaints = async ({ world, told }: Scene): Promise<string[]> => {
  const decisions = await world.store.engine.relations.read(0);
  const complaints: string[] = [];
  if (isBroken(decisions)) complaints.push('the row of decisions is broken');
  const standing = new Map<string, { readonly pair: readonly [string, string]; readonly decision: string }>();
  for (const { items, decision } of decisions) {
    if (decision === 'undo') standing.delete(items.join());
    else standing.set(items.join(), { pair: items, decision });
  }
  const pairsOf = (decision: string) =>
    [...standing.values()].filter((each) => each.decision === decision).map(({ pair }) => pair);
  const merged = pairsOf('merge');
  for (const [a, b] of pairsOf('apart'))
    if (reaches(merged, a, b)) complaints.push('two items are kept apart and merged');
  const everMerged = decisions.flatMap(({ items, decision }) => (decision === 'merge' ? [items] : []));
  for (const { items, decision } of told.decided) {
    const isThere = decisions.some(
      (known) => known.decision === decision && known.items.join() === items.join(),
    );
    if (!isThere && !(decision === 'merge' && reaches(everMerged, ...items)))
      complaints.push(`a decision (${decision}) is gone`);
  }
  return complaints;
};
