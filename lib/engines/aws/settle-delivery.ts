import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { OwedChange } from '../../ports/ledger.ts';
import type { LedgerContext } from './ledger-context.ts';
import { changeOwed } from './owed-change.ts';
import { writeDelivery } from './write-delivery.ts';

/** The delivery row under its token first, then what the item owes: a crash in between leaves the channel owed. */
export const settleDelivery = async (
  context: LedgerContext,
  next: DeliveryRow,
  leaseToken: string,
  change: OwedChange,
): Promise<'settled' | 'superseded' | 'lost'> => {
  const held = { expression: '#lease.#token = :token', values: { ':token': leaseToken } };
  if (!(await writeDelivery(context, next, held))) return 'lost';
  const owed = await changeOwed(context, next.itemId, next.channel, change);
  return owed === 'applied' ? 'settled' : 'superseded';
};
