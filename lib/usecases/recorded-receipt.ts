import type { DeliveryRow } from '../domain/ledger-rows.ts';
import type { ReceiptRow } from '../domain/receipts/parse-receipts.ts';
import { compareMoments, instantOf } from '../domain/shanghai-time.ts';

const agrees = (stated: string | null, known: string | null | undefined): boolean =>
  stated === null || stated === known;

/** Does the ledger have all that the row says? What the row leaves out, it does not contradict. */
export const isRecorded = (row: ReceiptRow, edition: number, delivery: DeliveryRow | undefined): boolean => {
  if (delivery?.state !== 'published' && delivery?.state !== 'confirmed') return false;
  const { receipt, publicAt } = delivery;
  if (delivery.edition !== edition || receipt === null || publicAt === null) return false;
  if (!agrees(row.url, receipt.url) || !agrees(row.place, receipt.place)) return false;
  if (!agrees(row.remoteId, receipt.remoteId)) return false;
  const stated = row.publicAt === null ? null : instantOf(row.publicAt);
  if (stated === null) return true;
  // A time without seconds is as exact as its writer was.
  return (
    stated !== undefined &&
    (compareMoments(stated, { instant: publicAt, precision: 'time' }) === 0 ||
      (delivery.basis !== 'stated' && Math.abs(stated.instant - publicAt) < 60_000))
  );
};
