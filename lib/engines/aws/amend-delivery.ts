import * as z from 'zod';
import type { DeliveryRow } from '../../domain/ledger-rows.ts';
import type { OwedChange } from '../../ports/ledger.ts';
import { deliveryKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { changeOwed } from './owed-change.ts';
import { parseRow } from './parse-row.ts';
import { atVersion, writeDelivery } from './write-delivery.ts';

const Versioned = z.object({ version: z.int() });

/**
 * The delivery row at the version seen, then what the item owes. Where the channel is to be owed again it is the other
 * way round: a crash in between must leave the channel owed, which costs a look, never a redrive that nobody carries out.
 */
export const amendDelivery = async (
  context: LedgerContext,
  next: DeliveryRow,
  seenVersion: number,
  change: OwedChange,
): Promise<'amended' | 'superseded' | 'stale'> => {
  const changeItsOwed = () => changeOwed(context, next.itemId, next.channel, change);
  if (change.owed.is !== 'due') {
    if (!(await writeDelivery(context, next, atVersion(seenVersion)))) return 'stale';
    return (await changeItsOwed()) === 'applied' ? 'amended' : 'superseded';
  }
  const row = await context.table.get(deliveryKey(next.itemId, next.channel));
  const version = row === undefined ? 0 : parseRow(Versioned, row).version;
  if (version !== seenVersion) return 'stale';
  const owed = await changeItsOwed();
  if (!(await writeDelivery(context, next, atVersion(seenVersion)))) return 'stale';
  return owed === 'applied' ? 'amended' : 'superseded';
};
