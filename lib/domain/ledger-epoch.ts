import type { ChannelId, Instant } from './item.ts';
import type { ItemSnapshot } from './ledger-rows.ts';
import { instantOf } from './shanghai-time.ts';

/**
 * One life of a ledger. Putting it back from an older copy begins another: what was done between the copy and that moment
 * is forgotten, yet channels may show it.
 */
export interface LedgerEpoch {
  /** From 1. */
  readonly number: number;
  /** When it was put back; nothing was sent by an older epoch after this moment. Null for the first. */
  readonly begunAt: Instant | null;
}

export const FIRST_EPOCH: LedgerEpoch = { number: 1, begunAt: null };

/** More changes than any item ever sees. */
const GENERATIONS_OF_AN_EPOCH = 1_000_000;

/**
 * The generation as channels are told it: higher than any that an older epoch told them, so that a channel which refuses
 * what is older takes what is sent after the ledger was put back. In the first epoch it is the item's own.
 */
export const toldGeneration = ({ number }: LedgerEpoch, generation: number): number =>
  (number - 1) * GENERATIONS_OF_AN_EPOCH + generation;

/** The item's own generation behind one that a channel shows; null for one of another epoch, which may mean a change that was forgotten. */
export const ownGeneration = ({ number }: LedgerEpoch, told: number): number | null => {
  const generation = told - (number - 1) * GENERATIONS_OF_AN_EPOCH;
  return generation >= 0 && generation < GENERATIONS_OF_AN_EPOCH ? generation : null;
};

/** Approved only after the ledger was put back, so no forgotten copy can have been published: nothing unapproved ever is. */
const isNewSince = ({ item, edition }: ItemSnapshot, begunAt: Instant): boolean => {
  const { approvals } = edition.content;
  return (
    item.acceptedAt > begunAt &&
    item.edition === 1 &&
    approvals.some(({ approvedAt }) => (instantOf(approvedAt)?.instant ?? 0) > begunAt)
  );
};

/**
 * Whether a channel has to be asked before anything is sent to it: the older ledger may have sent what this one knows nothing
 * of. Null where it need not; else the moment from which its answer can be believed. `settleTime` in milliseconds.
 */
export const lookUpFirstFrom = (
  epoch: LedgerEpoch,
  snapshot: ItemSnapshot,
  channel: { readonly id: ChannelId; readonly settleTime: number },
): Instant | null => {
  if (epoch.begunAt === null) return null;
  const row = snapshot.deliveries.find((delivery) => delivery.channel === channel.id);
  if (row === undefined ? isNewSince(snapshot, epoch.begunAt) : row.epoch >= epoch.number) return null;
  return epoch.begunAt + channel.settleTime;
};
