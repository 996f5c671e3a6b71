import { isDeepStrictEqual } from 'node:util';
import type { Authorisation } from '../domain/item.ts';
import { withChanges } from '../domain/item-changes.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { approvalAfterWithdrawal } from '../domain/renewed-approval.ts';
import type { Violation } from '../domain/violation.ts';
import type { AcceptDependencies } from './accept-item.ts';
import { createDisclosureDay } from './disclosure-day.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { judgeRevision, type Revision } from './judge-revision.ts';
import { createPresentItem } from './present-item.ts';
import { createRevise } from './revise-item.ts';
import { NOT_WITHDRAWN, type RevisionConflict, refuseImported, SEALED } from './revision-conflicts.ts';
import { reasonNeeded } from './revision-reason.ts';

export interface RepublicationOrder extends Revision {
  readonly changes: Revision['changes'] & Pick<Authorisation, 'review' | 'approvals'>;
  readonly reason: string;
}

export type RepublicationOutcome =
  | { readonly outcome: 'republished'; readonly view: ItemView }
  | { readonly outcome: 'not-found' }
  | RevisionConflict
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type RepublishItem = (
  idOrNumber: string,
  order: RepublicationOrder,
  by: string,
) => Promise<RepublicationOutcome>;

const WHAT = 'republished';

const refusal = (snapshot: ItemSnapshot): RevisionConflict | undefined => {
  if (snapshot.item.seal !== null) return SEALED;
  if (snapshot.item.state === 'live') return NOT_WITHDRAWN;
  return refuseImported(snapshot);
};

/** A caller that got no answer sends it again. */
const isDone = ({ item, edition }: ItemSnapshot, { changes }: RepublicationOrder): boolean =>
  item.history.at(-1)?.what === WHAT &&
  isDeepStrictEqual(withChanges(edition.content, changes), edition.content);

/** A withdrawn item goes out again, as a new edition that was reviewed and approved after the withdrawal. */
export const createRepublishItem = (dependencies: AcceptDependencies): RepublishItem => {
  const { ledger, clock } = dependencies;
  const revise = createRevise({ ...dependencies, disclosureDay: createDisclosureDay(dependencies) });
  const present = createPresentItem(dependencies);
  return async (idOrNumber, order, by) => {
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined) return { outcome: 'not-found' };
    const { item } = snapshot;
    if (isDone(snapshot, order)) return { outcome: WHAT, view: await present(snapshot) };
    const refused = refusal(snapshot);
    if (refused !== undefined) return refused;
    const { changes, reason } = order;
    const withdrawnAt = item.withdrawal?.at ?? item.recordedAt;
    const renewal = (): readonly Violation[] => [
      ...reasonNeeded(reason),
      ...approvalAfterWithdrawal(changes, withdrawnAt),
    ];
    const judged = await judgeRevision(dependencies, snapshot, order, renewal, clock.now());
    if (judged.outcome === 'invalid') return judged;
    const revised = await revise(snapshot, {
      next: judged,
      plan: order.channels ?? item.plan,
      besides: { state: 'live', withdrawal: null },
      by,
      what: WHAT,
      reason,
    });
    return revised.outcome === 'revised' ? { ...revised, outcome: WHAT } : revised;
  };
};
