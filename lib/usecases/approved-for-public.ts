import { lastApprovalAt } from '../domain/approval.ts';
import type { Instant } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Ledger } from '../ports/ledger.ts';
import { editionChain } from './edition-chain.ts';

/**
 * The last approval of the first edition, before which no copy can have been public: a page keeps its first date through
 * corrections, whose approvals are later. What became public only after the item was published again starts with the
 * edition of that. Undefined where nobody approved it, as with imported history.
 */
export const approvedForPublic = async (
  ledger: Pick<Ledger, 'readEdition'>,
  snapshot: ItemSnapshot,
  { publicAt }: Pick<DeliveryRow, 'publicAt'>,
): Promise<Instant | undefined> => {
  const { item, edition } = snapshot;
  const republished = item.history.findLast(
    ({ what, at }) => what === 'republished' && publicAt !== null && at <= publicAt,
  );
  let first = edition;
  for await (const earlier of editionChain(ledger, snapshot)) {
    if (republished !== undefined && earlier.recordedAt < republished.at) break;
    first = earlier;
  }
  return lastApprovalAt(first.content.approvals);
};
