import * as z from 'zod';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import { deliveryKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import { atVersion, writeDelivery } from './write-delivery.ts';

const Lease = z.object({ lease: z.object({ token: z.string() }).optional() });

/** One conditional write; losing is an outcome, not an error. */
export const claimDelivery = async (
  context: LedgerContext,
  next: DeliveryRow,
  seenVersion: number,
): Promise<'claimed' | 'lost'> => {
  if (await writeDelivery(context, next, atVersion(seenVersion))) return 'claimed';
  // The client sends a write again when its answer was lost; then our own first try looks like a rival's.
  const row = await context.table.get(deliveryKey(next.itemId, next.channel));
  const holder = row && parseRow(Lease, row).lease?.token;
  return holder !== undefined && holder === next.lease?.token ? 'claimed' : 'lost';
};
