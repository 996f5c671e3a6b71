import { isDeepStrictEqual } from 'node:util';
import { withChanges } from '../domain/item-changes.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { approvalOfNewWords } from '../domain/renewed-approval.ts';
import { isSamePlan } from '../domain/same-plan.ts';
import type { AcceptDependencies } from './accept-item.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { createPresentItem } from './present-item.ts';
import { createRevise, type RevisionOrder } from './revise-item.ts';
import {
  GENERATION_STALE,
  type RevisionConflict,
  type RevisionRefusal,
  refuseImported,
  SEALED,
  WITHDRAWN,
} from './revision-conflicts.ts';

export interface CorrectionOrder extends RevisionOrder {
  /** The generation that the caller read; null where it does not matter. */
  readonly ifGeneration: number | null;
}

export type CorrectionOutcome =
  /** A new edition. */
  | { readonly outcome: 'corrected'; readonly view: ItemView }
  /** The same edition on other channels. */
  | { readonly outcome: 'replanned'; readonly view: ItemView }
  /** It says so already, and nothing was written. */
  | { readonly outcome: 'unchanged'; readonly view: ItemView }
  | RevisionRefusal;

/** `by`: `token:<id>` or `oidc:<sub>`. */
export type CorrectItem = (
  idOrNumber: string,
  order: CorrectionOrder,
  by: string,
) => Promise<CorrectionOutcome>;

const refusal = (snapshot: ItemSnapshot): RevisionConflict | undefined => {
  const { item } = snapshot;
  if (item.seal !== null) return SEALED;
  if (item.state === 'withdrawn') return WITHDRAWN;
  return refuseImported(snapshot);
};

const staleness = (
  { item }: ItemSnapshot,
  { ifGeneration }: CorrectionOrder,
): RevisionConflict | undefined => {
  if (ifGeneration === null || ifGeneration === item.generation) return undefined;
  const { violation } = GENERATION_STALE;
  return { outcome: 'conflict', violation: { ...violation, pointer: '/ifGeneration' } };
};

/**
 * Changes what an item says, or where it goes. New words need a new review and approval; layout and metadata need none.
 * Every channel that is planned, or may have a copy, is brought into line with what was committed.
 */
export const createCorrectItem = (dependencies: AcceptDependencies): CorrectItem => {
  const { ledger } = dependencies;
  const revise = createRevise(dependencies);
  const present = createPresentItem(dependencies);
  return async (idOrNumber, order, by) => {
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined) return { outcome: 'not-found' };
    const { item, edition } = snapshot;
    const refused = refusal(snapshot);
    if (refused !== undefined) return refused;
    const { changes } = order;
    const saysTheSame = isDeepStrictEqual(withChanges(edition.content, changes), edition.content);
    // Before the generation is compared: a caller that got no answer sends the same again, with what it had read.
    if (saysTheSame && isSamePlan(order.channels ?? item.plan, item.plan)) {
      return { outcome: 'unchanged', view: await present(snapshot) };
    }
    const stale = staleness(snapshot, order);
    if (stale !== undefined) return stale;
    const renewal = (wordsChanged: boolean) =>
      wordsChanged ? approvalOfNewWords(changes, edition.content) : [];
    if (!saysTheSame) return revise(snapshot, order, { renewal, by, what: 'corrected' });
    const planned = await revise(snapshot, order, { renewal, planOnly: true, by, what: 'planned' });
    return planned.outcome === 'planned' ? { ...planned, outcome: 'replanned' } : planned;
  };
};
