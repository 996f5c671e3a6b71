import { isDeepStrictEqual } from 'node:util';
import type { Authorisation } from '../domain/item.ts';
import { withChanges } from '../domain/item-changes.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { approvalAfterWithdrawal } from '../domain/renewed-approval.ts';
import { isSamePlan } from '../domain/same-plan.ts';
import type { AcceptDependencies } from './accept-item.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { createPresentItem } from './present-item.ts';
import { createRevise, type RevisionOrder } from './revise-item.ts';
import {
  NOT_WITHDRAWN,
  type RevisionConflict,
  type RevisionRefusal,
  refuseImported,
  SEALED,
} from './revision-conflicts.ts';

export interface RepublicationOrder extends RevisionOrder {
  readonly changes: RevisionOrder['changes'] & Pick<Authorisation, 'review' | 'approvals'>;
}

export type RepublicationOutcome =
  | { readonly outcome: 'republished'; readonly view: ItemView }
  | RevisionRefusal;

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
const isDone = ({ item, edition }: ItemSnapshot, { changes, channels }: RepublicationOrder): boolean =>
  item.history.at(-1)?.what === WHAT &&
  isSamePlan(channels ?? item.plan, item.plan) &&
  isDeepStrictEqual(withChanges(edition.content, changes), edition.content);

/** A withdrawn item goes out again, as a new edition that was reviewed and approved after the withdrawal. */
export const createRepublishItem = (dependencies: AcceptDependencies): RepublishItem => {
  const { ledger } = dependencies;
  const revise = createRevise(dependencies);
  const present = createPresentItem(dependencies);
  return async (idOrNumber, order, by) => {
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined) return { outcome: 'not-found' };
    const { item } = snapshot;
    if (isDone(snapshot, order)) return { outcome: WHAT, view: await present(snapshot) };
    const refused = refusal(snapshot);
    if (refused !== undefined) return refused;
    const withdrawnAt = item.withdrawal?.at ?? item.recordedAt;
    return revise(snapshot, order, {
      renewal: () => approvalAfterWithdrawal(order.changes, withdrawnAt),
      besides: { state: 'live', withdrawal: null },
      by,
      what: WHAT,
    });
  };
};
