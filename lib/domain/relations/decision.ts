import { createHash } from 'node:crypto';
import type { Instant, ItemId, Sha256 } from '../item.ts';

/** Two different items, the lower id first. */
export type ItemPair = readonly [ItemId, ItemId];

export const DECISIONS = ['merge', 'apart', 'undo'] as const;
/** What a person says of two items: they are one, they are not, or what was said of them holds no longer. */
export type DecisionKind = (typeof DECISIONS)[number];

/** One decision of a person about two items. All decisions of a ledger are one row of them, numbered from 1 without gaps. */
export interface Decision {
  readonly number: number;
  readonly items: ItemPair;
  readonly decision: DecisionKind;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
  /** Over this decision and the hash of the one before it, so that none can be changed, left out or moved unnoticed. */
  readonly hash: Sha256;
}

/** The two in the order that a pair is kept in; the same item twice throws. */
export const pairOf = (a: ItemId, b: ItemId): ItemPair => {
  if (a === b) throw new RangeError('an item makes no pair with itself');
  return a < b ? [a, b] : [b, a];
};

export const pairKey = ([a, b]: ItemPair): string => `${a}#${b}`;

/**
 * The decision that follows `previous`. Recorded time never runs backwards. Its hash is the SHA-256 of the JSON array of the hash before it
 * (null for the first), number, both items, decision, reason, time and who.
 */
export const decisionAfter = (
  previous: Decision | undefined,
  { items, decision, reason, by, at }: Omit<Decision, 'number' | 'hash'>,
): Decision => {
  const next = {
    number: (previous?.number ?? 0) + 1,
    items,
    decision,
    reason,
    at: Math.max(at, previous?.at ?? 0),
    by,
  };
  return { ...next, hash: hashOf(previous?.hash ?? null, next) };
};

/** Does each decision, from the first on, bear the hash of itself and all before it? */
export const isUnbrokenRow = (decisions: readonly Decision[]): boolean =>
  decisions.every(
    (decision, index) =>
      decision.number === index + 1 && decision.hash === hashOf(decisions[index - 1]?.hash ?? null, decision),
  );

const hashOf = (
  before: Sha256 | null,
  { number, items, decision, reason, at, by }: Omit<Decision, 'hash'>,
): Sha256 =>
  createHash('sha256')
    .update(JSON.stringify([before, number, ...items, decision, reason, at, by]))
    .digest('hex');
